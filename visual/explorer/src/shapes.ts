// The answers of the API that the page reads: their shapes, and nothing else.

export interface SubjectRef {
  id: string;
  kind: string | null;
  name: string;
  code?: string | null;
}

export interface Place {
  document: string;
  line: number;
  recorded: string;
  file?: string;
}

export interface GraphNode {
  id: string;
  shape: "subject" | "record" | "product" | "more";
  kind: string;
  name: string;
  code?: string | null;
  mask?: string | null;
  state?: string | null;
  date?: string | null;
  level?: number;
  note?: string;
}

export type Holds = "yes" | "no" | "unknown";

export interface GraphTie {
  id: string;
  tie: string;
  source: string;
  target: string;
  from: string | null;
  to: string | null;
  holds: Holds;
  share: { capital: number; total: number } | null;
  certainty: string | null;
  properties: Record<string, unknown>;
  at: Place;
  chain?: boolean;
  derived?: boolean;
  label?: string;
  /** How far it swings out of the straight line, where others stand on it. */
  bend?: number;
}

export interface Group {
  tie: string;
  direction: "in" | "out";
  holding: number;
  ended: number;
}

export interface Surroundings {
  subject: GraphNode;
  groups: Group[];
  nodes: GraphNode[];
  ties: GraphTie[];
  total: number;
  next: number | null;
}

export interface Graph {
  nodes: GraphNode[];
  ties: GraphTie[];
}

export interface Share {
  low: number;
  high: number;
  total: number;
}

export interface Controller {
  subject: SubjectRef;
  company: SubjectRef;
  verdict: "control" | "economic" | "declared" | "adjudicated";
  ultimate: boolean;
  certainty: string;
  share: Share | null;
  ring: SubjectRef[];
  parties: SubjectRef[];
  evidence: ({ tie: string; label: string; fact: string; from: SubjectRef; to: SubjectRef } & Place)[];
  words: string;
  formula: string;
  labels: { label: string; title: string; legal_basis: string }[];
}

export interface Ownership extends Graph {
  subject: GraphNode;
  controllers: Controller[];
  rings: string[][];
  warnings: { company: string; code: string; share: { capital: number; total: number } }[];
  left_out: number;
}

export interface Step extends Place {
  tie: string;
  label: string;
  against: boolean;
  fact: string;
  from: { id: string; name: string };
  to: { id: string; name: string };
  valid: string;
}

export interface Premise extends Place {
  fact: string;
  kind: string;
  name: string;
}

export interface LifeStep extends Place {
  day: string | null;
  stage: string;
  text: string;
  text_en: string;
}

export interface Derived {
  id: string;
  kind: "measure" | "alert" | "notice" | "finding";
  state: string;
  end_reason: string | null;
  subject: SubjectRef;
  rule: string;
  rule_title?: string;
  rule_version?: string;
  legal_basis?: string;
  trigger: { id: string; kind: string; number: string };
  about?: { id: string; kind: string; number: string };
  effect?: string;
  effect_name?: string;
  effect_name_en?: string;
  explanation?: string;
  explanation_en?: string;
  text?: string;
  text_en?: string;
  title?: string;
  origin?: string;
  certainty?: string;
  start?: string | null;
  end?: string | null;
  last_day?: string | null;
  permanent?: boolean;
  reference_date?: string | null;
  removal_route?: string;
  next_step?: string | null;
  verification?: string;
  strength?: { low: number; high: number };
  expires?: string | null;
  path?: Step[];
  premises?: Premise[];
  life?: LifeStep[];
  recipient?: SubjectRef | null;
  capacity_name?: string;
  finding?: string | null;
  due?: string | null;
  overdue?: boolean;
  deciding_authority?: string[];
  notice_date?: string | null;
  objection_deadline?: string | null;
  place?: { code: string; name: string } | null;
  events?: { measure: string; subject: SubjectRef; effect_name: string; path: Step[]; trigger: { id: string; kind: string; number: string } }[];
}

export interface FileTie {
  tie: string;
  label: string;
  direction: "in" | "out";
  other: SubjectRef;
  from: string | null;
  to: string | null;
  holds: Holds;
  source: Place;
  position?: string;
  capital?: number;
  total?: number;
  certainty?: string;
}

export interface FileRecord {
  id: string;
  kind: string;
  label: string;
  tie: string;
  number: string;
  date: string | null;
  state: string;
  properties: Record<string, unknown>;
  source: Place;
}

export interface SubjectFile {
  subject: SubjectRef & { properties: Record<string, unknown> };
  roles: FileTie[];
  holdings: FileTie[];
  bodies: FileTie[];
  records: FileRecord[];
  branch_records: (FileRecord & { branch: string })[];
  measures: Derived[];
  alerts: Derived[];
  notices: Derived[];
  worklist: Derived[];
  as_of: string;
}

export interface KindLegend {
  label: string;
  label_en: string;
  glyph: string;
  colour: string;
  shape: string;
  public?: boolean;
}

export interface SchemaAnswer {
  subjects: Record<string, KindLegend>;
  records: Record<string, KindLegend>;
  ties: Record<string, { label: string; label_en: string }>;
}

export interface Session {
  name: string;
  office: string;
  roles: string[];
  place: string;
  csrf_token: string | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}
