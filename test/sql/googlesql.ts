import { AnalyzerClient } from './analyzer-client.js';
import type { Answer as Answered } from './evaluator.js';

/** Columns of a table: name to GoogleSQL type, e.g. INT64 or ARRAY<STRING>. */
export type Columns = Readonly<Record<string, string>>;
/** Tables by name, with the dataset where they have one. */
export type Tables = ReadonlyMap<string, Columns>;

/** Functions and syntax that GoogleSQL has and BigQuery's reference does not. */
const NOT_IN_BIGQUERY = [
  'FEATURE_V_1_1_ARRAY_EQUALITY',
  'FEATURE_V_1_2_GROUP_BY_ARRAY',
  'FEATURE_V_1_2_GENERATED_COLUMNS',
  'FEATURE_V_1_3_ARRAY_ORDERING',
  'FEATURE_V_1_3_ARRAY_GREATEST_LEAST',
  'FEATURE_V_1_3_FILTER_FIELDS',
  'FEATURE_V_1_3_INLINE_LAMBDA_ARGUMENT',
  'FEATURE_V_1_3_REPLACE_FIELDS',
  'FEATURE_V_1_3_TYPEOF_FUNCTION',
  'FEATURE_V_1_3_UNNEST_AND_FLATTEN_ARRAYS',
  'FEATURE_V_1_3_WITH_GROUP_ROWS',
  'FEATURE_V_1_4_ARRAY_AGGREGATION_FUNCTIONS',
  'FEATURE_V_1_4_ARRAY_FIND_FUNCTIONS',
  'FEATURE_V_1_4_CORRESPONDING',
  'FEATURE_V_1_4_CORRESPONDING_BY',
  'FEATURE_V_1_4_FIRST_AND_LAST_N',
  'FEATURE_V_1_4_NULLIFZERO_ZEROIFNULL',
  'FEATURE_V_1_4_SQL_MACROS',
  'FEATURE_V_1_4_STRUCT_POSITIONAL_ACCESSOR',
  'FEATURE_V_1_4_WITH_EXPRESSION',
];

const MORE_FEATURES = [
  'FEATURE_ANALYTIC_FUNCTIONS',
  'FEATURE_BIGNUMERIC_TYPE',
  'FEATURE_CREATE_TABLE_NOT_NULL',
  'FEATURE_CREATE_TABLE_PARTITION_BY',
  'FEATURE_CREATE_TABLE_CLUSTER_BY',
  'FEATURE_DML_UPDATE_WITH_JOIN',
  'FEATURE_INTERVAL_TYPE',
  'FEATURE_JSON_TYPE',
  'FEATURE_JSON_ARRAY_FUNCTIONS',
  'FEATURE_JSON_VALUE_EXTRACTION_FUNCTIONS',
  'FEATURE_NUMERIC_TYPE',
  'FEATURE_PARAMETERIZED_TYPES',
  'FEATURE_TABLESAMPLE',
];

const STATEMENTS = [
  'QUERY',
  'INSERT',
  'UPDATE',
  'DELETE',
  'MERGE',
  'TRUNCATE',
  'CREATE_TABLE',
  'CREATE_TABLE_AS_SELECT',
  'CREATE_VIEW',
  'CREATE_SCHEMA',
  'ALTER_TABLE',
  'DROP',
  'EXPORT_DATA',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
];

/** Names of types in the protocol; the others are TYPE_ and their own name. */
const KINDS: Readonly<Record<string, string>> = { FLOAT64: 'TYPE_DOUBLE' };

interface TypeProto {
  readonly type_kind: string;
  readonly array_type?: { readonly element_type: TypeProto };
}

const typeProto = (type: string): TypeProto => {
  const element = /^ARRAY<(.+)>$/.exec(type)?.[1];
  if (element === undefined) return { type_kind: KINDS[type] ?? `TYPE_${type}` };
  return { type_kind: 'TYPE_ARRAY', array_type: { element_type: typeProto(element) } };
};

function typeName(proto: TypeProto): string {
  if (proto.array_type !== undefined) return `ARRAY<${typeName(proto.array_type.element_type)}>`;
  const known = Object.entries(KINDS).find(([, kind]) => kind === proto.type_kind)?.[0];
  return known ?? proto.type_kind.slice('TYPE_'.length);
}

/** Tables of a project or dataset, and the datasets of a project. */
interface Folder {
  readonly table: object[];
  readonly catalog: Map<string, Folder>;
}

const folderProto = (name: string, { table, catalog }: Folder): object => ({
  name,
  table,
  catalog: [...catalog].map(([inner, folder]) => folderProto(inner, folder)),
});

/** What a statement is asked about with. */
export interface Question {
  readonly sql: string;
  readonly tables: Tables;
  /** Types of the values bound to its question marks, in order. */
  readonly positional?: readonly string[];
  /** Types of its named parameters. */
  readonly named?: Readonly<Record<string, string>>;
}

/** A table that a statement creates. */
export interface Created {
  readonly name: string;
  readonly columns: Columns;
}

interface Answer {
  readonly resume_byte_position?: number;
  readonly resolved_statement?: {
    readonly create?: { readonly table?: Readonly<Record<'as_select' | 'plain', TableOf | undefined>> };
  };
}
interface TableOf {
  readonly parent?: {
    readonly parent?: { readonly name_path?: readonly string[] };
    readonly column?: readonly { readonly name: string; readonly type: TypeProto }[];
  };
}

/** Asks GoogleSQL's analyzer, with the features that BigQuery has. */
export class GoogleSql {
  private constructor(
    private readonly client: AnalyzerClient,
    private readonly language: object,
  ) {}

  static async start(): Promise<GoogleSql> {
    const client = await AnalyzerClient.start();
    const known = Object.keys(client.root.lookupEnum('zetasql.LanguageFeature').values);
    const features = known.filter((name) => name.startsWith('FEATURE_V_1_') && !NOT_IN_BIGQUERY.includes(name));
    return new GoogleSql(client, {
      product_mode: 'PRODUCT_EXTERNAL',
      name_resolution_mode: 'NAME_RESOLUTION_DEFAULT',
      enabled_language_features: [...features, ...MORE_FEATURES],
      supported_statement_kinds: STATEMENTS.map((kind) => `RESOLVED_${kind}_STMT`),
      reserved_keywords: ['QUALIFY'],
    });
  }

  /** Analyzes one or more statements. Returns the tables that they create; an error has the analyzer's words. */
  async analyze(question: Question): Promise<readonly Created[]> {
    const { sql, positional = [], named = {} } = question;
    const tables = new Map(question.tables);
    const length = Buffer.byteLength(sql);
    const created: Created[] = [];
    for (let position = 0; position < length; ) {
      const answer = await this.client.call<Answer>('Analyze', 'zetasql.local_service.AnalyzeRequest', 'gate.Answer', {
        options: {
          language_options: this.language,
          default_timezone: 'UTC',
          error_message_mode: 'ERROR_MESSAGE_MULTI_LINE_WITH_CARET',
          ...(positional.length > 0
            ? { parameter_mode: 'PARAMETER_POSITIONAL', positional_query_parameters: positional.map(typeProto) }
            : {
                parameter_mode: 'PARAMETER_NAMED',
                query_parameters: Object.entries(named).map(([name, type]) => ({ name, type: typeProto(type) })),
              }),
        },
        simple_catalog: this.catalog(tables),
        parse_resume_location: { input: sql, byte_position: position, allow_resume: true },
      });
      position = Math.max(answer.resume_byte_position ?? length, position + 1);
      const found = createdBy(answer);
      if (found !== null) {
        created.push(found);
        tables.set(found.name, found.columns);
      }
    }
    return created;
  }

  /** Runs a SELECT on rows that are given, by GoogleSQL's reference evaluator. @param content by table, as the protocol has it */
  evaluate(question: Question, content: Readonly<Record<string, object>>): Promise<Answered> {
    return this.client.call<Answered>(
      'EvaluateQuery',
      'zetasql.local_service.EvaluateQueryRequest',
      'zetasql.local_service.EvaluateQueryResponse',
      {
        sql: question.sql,
        options: { language_options: this.language, default_timezone: 'UTC' },
        simple_catalog: this.catalog(question.tables),
        table_content: content,
      },
    );
  }

  private catalog(tables: Tables): object {
    const top: Folder = { table: [], catalog: new Map() };
    for (const [fullName, columns] of tables) {
      const [name = '', ...path] = fullName.split('.').reverse();
      let folder = top;
      for (const part of path.reverse()) {
        const next = folder.catalog.get(part) ?? { table: [], catalog: new Map() };
        folder.catalog.set(part, next);
        folder = next;
      }
      const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type: typeProto(type) }));
      folder.table.push({ name, column: typed });
    }
    return {
      ...folderProto('catalog', top),
      builtin_function_options: { language_options: this.language },
    };
  }

  stop(): void {
    this.client.stop();
  }
}

function createdBy(answer: Answer): Created | null {
  const table = answer.resolved_statement?.create?.table;
  const base = (table?.as_select ?? table?.plain)?.parent;
  const name = base?.parent?.name_path;
  if (name === undefined) return null;
  const columns = (base?.column ?? []).map((column) => [column.name, typeName(column.type)]);
  return { name: name.join('.'), columns: Object.fromEntries(columns) };
}

/** GoogleSQL's types of the values that a statement's question marks are bound to; NULL counts as text. */
export function typeOfValue(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return 'BOOL';
  if (typeof value === 'number') return Number.isInteger(value) ? 'INT64' : 'FLOAT64';
  return 'STRING';
}
