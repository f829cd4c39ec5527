import {it} from 'vitest';
import {startAudited, openPage, versions} from './audited.ts';
import {profile} from './profile.ts';
import {openWeb} from './web.ts';
it('look', async () => {
  const web = await openWeb('*.example.org', 'example.org', '*.example.net', 'example.net', 'live.thunderbird.net');
  const config = (domain: string) => `<clientConfig><emailProvider><domain>${domain}</domain><incomingServer type="imap"><hostname>imap.${domain}</hostname><port>1993</port><socketType>SSL</socketType></incomingServer><outgoingServer type="smtp"><hostname>smtp.${domain}</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer></emailProvider></clientConfig>`;
  for (const [name, locale, dark, width] of [['en', 'en-US', false, 820], ['fr', 'fr', true, 420]] as const) {
    const tb = await startAudited({application: versions[0]!.application, locale, prefs: {...profile([{type: 'imap', server: {hostname: 'imap.example.org'}, smtp: {hostname: 'mail.example.org'}}, {type: 'pop3', identity: {useremail: 'x@silent.example.net'}}, {type: 'imap', identity: {useremail: 'x@a-rather-long-name-of-a-university-faculty.example.com'}}]), ...web.prefs}});
    await web.trust(tb);
    const page = await openPage(tb);
    await page.setPrefersDark(dark);
    await page.snapshot(`/tmp/look/${name}-before.png`, {width});
    web.pages.set('autoconfig.example.org/mail/config-v1.1.xml', config('example.org'));
    web.down.add('autoconfig.a-rather-long-name-of-a-university-faculty.example.com').add('a-rather-long-name-of-a-university-faculty.example.com').add('live.thunderbird.net');
    let go = () => {};
    web.pages.set('silent.example.net/.well-known/autoconfig/mail/config-v1.1.xml', r => { go = () => r.writeHead(404).end(); });
    await page.click('[data-action="compare"]');
    await new Promise(r => setTimeout(r, 1500));
    await page.snapshot(`/tmp/look/${name}-asking.png`, {width});
    go();
    await page.waitFor(() => document.querySelector('.compare[aria-busy="false"] li'));
    await page.evaluate(() => { for (const d of document.querySelectorAll<HTMLDetailsElement>('[data-rule="server-not-as-expected"]')) d.open = true; });
    await page.snapshot(`/tmp/look/${name}-after.png`, {width});
    await tb.stop();
    web.forget();
  }
  web.close();
});
