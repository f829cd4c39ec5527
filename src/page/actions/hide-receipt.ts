import {hideReceipts} from '../../ledger.ts';

/** The page shows it when storage.local has it. */
export async function hideReceipt(button: HTMLElement): Promise<void> {
  await hideReceipts(JSON.parse(button.dataset['receipts']!));
}
