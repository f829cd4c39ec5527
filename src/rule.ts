import type {Expectations} from './facts/expected-servers.ts';
import type {Snapshot} from './snapshot.ts';
import type {SubjectName, Subjects} from './subjects.ts';

/** `critical`: a password or the mail is exposed; `warning`: likely loss, or weak; `advice`: a better way exists. */
export type Severity = 'critical' | 'warning' | 'advice';

/**
 * What is at stake, the worst first: of two findings of one severity the first is the more urgent one. A password opens everything, for as long as it is not
 * changed; what is destroyed is gone; what was read cannot be taken back; a copy that is the only one may still be doubled.
 */
export const harms = ['passwordExposed', 'mailDestroyed', 'mailExposed', 'onlyCopy', 'other'] as const;
export type Harm = typeof harms[number];

/** The questions a card answers. A rule's finding colours the answers it names. */
export type Question = 'where' | 'who' | 'tomorrow';

/** The page of an account in Account Settings, its message filters, or a page of Thunderbird's own settings. Outgoing servers have a list of their own. */
export type Pane = 'server' | 'sync' | 'copies' | 'junk' | 'filters' | 'account' | 'general' | 'privacy';

/** The part of our own explanation that a reader is sent to. */
export type Topic = 'backup' | 'deleting' | 'encryption' | 'expected' | 'fetching' | 'imap' | 'pop' | 'sending' | 'thunderbird';

/** What is wrong with one subject. */
export interface Problem {
  /** Facts the messages quote, by the name they have there. Never a user name or an address. */
  data?: Record<string, string | number | string[]>;
  /** Where it differs from the rule's own. */
  severity?: Severity;
}

/** `T` with the fields `N` certainly read. */
export type Read<T, N extends PropertyKey> = T extends unknown
  ? Omit<T, N & keyof T> & {[K in N & keyof T]: Exclude<T[K], undefined>}
  : never;

type Field<S extends SubjectName> = keyof Subjects[S] & string;

/**
 * What a person does, in this order: ids of sentences, `step_<id>` in `_locales`. Which list is by what holds, the first that fits: words
 * such as `limited outgoingServer`, all of which must hold; `otherwise` always does. A word is a kind of subject or of incoming server, a
 * variant of the rule, or one of those in explain/steps.ts.
 */
export type Steps = Readonly<Record<string, readonly string[]>>;

export interface Rule<S extends SubjectName = SubjectName, N extends Field<S> = Field<S>> {
  /** File name, message-key prefix and anchor in the docs: a noun in its failing state. */
  id: string;
  subjects: readonly S[];
  severity: Severity;
  harm: Harm;
  questions: readonly Question[];
  /** Those for an outgoing server, where they are others: it decides nothing of where the mail is. */
  outgoingQuestions?: readonly Question[];
  /** The questions whose answer begins with what it reads: without one such rule passed, no answer to them is fine, whatever else did. */
  decides?: readonly Question[];
  /** It judges folders, though Local Folders have nothing of the kind: see `judgesFolders`. */
  isOnFolders?: true;
  /** What it finds is not what an administrator wants who requires copies of all mail: that is said too. */
  isAboutRequiredCopies?: true;
  topic: Topic;
  /** It is about what POP takes off the server: with Gmail, a setting of its web page decides that, not Thunderbird. */
  isUpToGmail?: true;
  /** Where its setting is; absent for an outgoing server, and for what no setting changes. */
  pane?: Pane;
  /** Findings of one subject with the same cure are put right by one change: they are shown and counted as one. */
  cure?: 'connection' | 'retention';
  /** The way out. */
  steps: Steps;
  /** Whether it can be put right without the person: `safe` cannot break a connection or lose mail, `ask` may. Absent: only they can decide. */
  fix?: 'safe' | 'ask';
  /** The field whose lock takes the way out from the user. */
  setting: Field<S>;
  /** What its sentences may differ by, the most telling first: a value of `reason` in its data, or a fact that is among them. */
  variants?: readonly string[];
  /** The data that changes by itself: a finding set aside does not come back for it. */
  measured?: readonly string[];
  /** The version of this add-on that had it first. */
  since: string;
  /** Where the rule comes from. */
  reference: {name: string; url: string};
  /** An article to read beside our own explanation: its name at support.mozilla.org. */
  article?: string;
  /** False is not applicable, undefined is undecidable. */
  appliesTo(subject: Subjects[S], snapshot: Snapshot, expectations: Expectations): boolean | undefined;
  /** The fields the verdict depends on: if one was not read, the verdict is unknown. */
  needs: readonly N[];
  check(subject: Read<Subjects[S], N>, snapshot: Snapshot, expectations: Expectations): Problem | undefined;
}

/** A rule as the audit handles it, whatever its subject. */
export type AnyRule = Omit<Rule, 'appliesTo' | 'check' | 'needs' | 'setting' | 'subjects'> & {
  subjects: readonly SubjectName[];
  setting: string;
  needs: readonly string[];
  appliesTo(subject: never, snapshot: Snapshot, expectations: Expectations): boolean | undefined;
  check(subject: never, snapshot: Snapshot, expectations: Expectations): Problem | undefined;
};

/** Whether it judges folders, as Local Folders have them too: what it finds concerns whoever delivers into them. */
export function judgesFolders({subjects, isOnFolders}: Pick<AnyRule, 'subjects' | 'isOnFolders'>): boolean {
  return isOnFolders || subjects.includes('localFolders');
}

/** Ties a rule's `check` to the fields its `needs` names. */
export function rule<S extends SubjectName, N extends Field<S>>(definition: Rule<S, N>): Rule<S, N> {
  return definition;
}
