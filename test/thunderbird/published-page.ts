/** What published.test.ts has built into the add-on: reads files with the XML parser of a Thunderbird. */
import {parsePublished} from '../../src/published.ts';

document.addEventListener('parse', () => {
  const {dataset} = document.documentElement;
  const [xml, domain, source, date] = JSON.parse(dataset['file']!);
  dataset['answer'] = JSON.stringify(parsePublished(xml, domain, source, date) ?? null);
});
document.documentElement.dataset['answer'] = 'null';
