/** Whether what was asked of somebody is true, and told in time. A refusal is no, and so is silence: nobody waits for it any longer. */
export async function isTrueWithin(ms: number, asked: Promise<unknown>): Promise<boolean> {
  const silence = new Promise(resolve => setTimeout(resolve, ms));
  return await Promise.race([asked.catch(() => false), silence]) === true;
}
