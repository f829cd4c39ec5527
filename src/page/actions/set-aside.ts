/** Sets findings aside, and takes that back. */
import {nameOfFinding} from '../../explain/finding.ts';
import {text} from '../../explain/messages.ts';
import type {Finding} from '../../report.ts';
import {setAside, takeBack} from '../../set-aside.ts';
import {announce} from '../announce.ts';
import {shown} from '../refresh.ts';
import {wakeBackground} from './wake-background.ts';

/** Sets aside what is named on the button, for the reason and until the day beside it. */
export async function waive(button: HTMLElement): Promise<void> {
  const form = button.closest<HTMLElement>('.aside')!;
  const reason = form.querySelector<HTMLInputElement>('[name="reason"]')!;
  const until = form.querySelector<HTMLInputElement>('[name="until"]')!;
  const today = new Date().toISOString().slice(0, 10);
  const problem = form.querySelector<HTMLElement>('[role="alert"]')!;
  const key = !reason.value.trim() ? 'page_aside_no_reason' : !(until.value >= today) ? 'page_aside_no_day' : undefined;
  problem.textContent = key ? text(key) : '';
  if (key) return (key === 'page_aside_no_reason' ? reason : until).focus();
  await setAside(findingsOf(button), reason.value.trim(), until.value, today);
  await wakeBackground();
  announce('page_aside_status');
}

export async function unwaive(button: HTMLElement): Promise<void> {
  await takeBack(findingsOf(button));
  await wakeBackground();
  announce('page_unaside_status');
}

/** The findings a button is about, as they are shown now. */
function findingsOf(button: HTMLElement): Finding[] {
  const named: string[] = JSON.parse(button.dataset['findings']!);
  return shown()!.report.findings.filter(finding => named.includes(nameOfFinding(finding)));
}
