import {forget, tellBackup} from '../../backup.ts';
import {text} from '../../explain/messages.ts';
import {announce} from '../announce.ts';
import {wakeBackground} from './wake-background.ts';

/** Remembers the day of a backup: today's, or the one chosen beside the button. */
export async function backup(button: HTMLElement): Promise<void> {
  const box = button.closest('.buttons')!;
  const day = box.querySelector<HTMLInputElement>('[name="backup-day"]')!;
  const isDay = day.value !== '' && day.value <= new Date().toISOString().slice(0, 10);
  box.querySelector('[role="alert"]')!.textContent = isDay ? '' : text('page_backup_no_day');
  if (!isDay) return day.focus();
  await tellBackup(day.value);
  await wakeBackground();
  announce('page_backup_status');
}

/** Takes back that there was one. */
export async function forgetBackup(): Promise<void> {
  await forget();
  await wakeBackground();
  announce('page_backup_forgotten');
}
