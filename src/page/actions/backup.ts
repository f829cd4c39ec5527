import {tellBackup} from '../../backup.ts';
import {announce} from '../announce.ts';
import {wakeBackground} from './wake-background.ts';

/** Remembers that a backup was made today. */
export async function backup(): Promise<void> {
  await tellBackup(new Date().toISOString().slice(0, 10));
  await wakeBackground();
  announce('page_backup_status');
}
