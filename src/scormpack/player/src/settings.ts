/** What the build tells an adapter of its standard: formats/ writes it, nothing else does. */

export interface Settings {
  /** "scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi" or "web". */
  readonly standard: string;
  /** The module's activity IRI, the publisher's id in cmi5. */
  readonly activityId: string;
  /** The manifest's identifier: other for another audience, combination or use, the same for each version. */
  readonly package: string;
  /** SHA-256 of the content, 12 hex digits: tells one build from another. */
  readonly build: string;
  /** Most characters that the LMS keeps of the record of a series in one package; left out: of no matter. */
  readonly capacity?: number;
  /** Module id to slices of its video, where the LMS has no room for the usual number (progress.ts). */
  readonly slices?: Readonly<Record<string, number>>;
  /** SCORM 2004 series: the id of the objective that tells the others that this module is complete. */
  readonly objective?: string;
  /** SCORM 2004: `cmi.exit` at the end of a session whose completion the LMS holds; left out: "suspend". */
  readonly exit?: "suspend" | "normal";
  /** xAPI and cmi5 only: of what is launched. */
  readonly xapi?: XapiSettings;
  /** xAPI and cmi5 only, where one launch has several modules: of each, by module id. */
  readonly parts?: Readonly<Record<string, XapiSettings>>;
}

export type SessionVerb = "initialized" | "completed" | "passed" | "failed" | "terminated";

/** Statements as tincan's types write them, without id, actor, timestamp and registration. */
export interface XapiSettings {
  /** Of what is launched, or of a module, itself. */
  readonly statements: Readonly<Record<SessionVerb, StatementTemplate>>;
  /** initialized, played, paused, seeked, interacted, completed, terminated: the video profile's. */
  readonly video: Readonly<Record<string, StatementTemplate>>;
  /** answered, by question id; read (an acknowledged job aid), by aid id. */
  readonly answered: Readonly<Record<string, StatementTemplate>>;
  readonly acknowledged: Readonly<Record<string, StatementTemplate>>;
  /** The learner's word that the briefing was watched and understood, where it is asked for. */
  readonly attested?: StatementTemplate;
  /** The IRI of the extension under which the result of `completed` carries the receipt. */
  readonly receipt: string;
  /** The state document's id that the player keeps its state under. */
  readonly stateId: string;
}

export interface StatementTemplate {
  readonly verb: object;
  readonly object: object;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}
