/** The background reports what has changed, where an administrator asks for reports. A listener there for what is stored would be woken by its own work too. */
export async function wakeBackground(): Promise<void> {
  await messenger.alarms.create('told', {when: Date.now()});
}
