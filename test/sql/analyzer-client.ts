import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The packages of the analyzer: 350 MB that a clone's `npm ci` must not bring. */
const HOME = join(import.meta.dirname, 'analyzer');
const PACKAGE = join(HOME, 'node_modules/@fivetrandevelopers/zetasql/lib/zetasql');
const PROTOS = join(PACKAGE, 'protos');
const SERVICE = '/zetasql.local_service.ZetaSqlLocalService';

/** What is used of protobufjs and @grpc/grpc-js, which have no types in the product's own packages. */
interface MessageType {
  fromObject(value: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: object): object;
}
interface ProtoRoot {
  resolvePath: (origin: string, target: string) => string;
  loadSync(files: readonly string[], options: object): ProtoRoot;
  lookupType(name: string): MessageType;
  lookupEnum(name: string): { readonly values: Readonly<Record<string, number>> };
}
type Callback = (error: { readonly details: string } | null, answer?: object) => void;
interface GrpcClient {
  makeUnaryRequest(
    path: string,
    serialize: (value: object) => Buffer,
    deserialize: (bytes: Buffer) => object,
    value: object,
    callback: Callback,
  ): void;
  waitForReady(deadline: number, callback: (error?: Error) => void): void;
  close(): void;
}
interface Packages {
  readonly protobuf: { readonly Root: new () => ProtoRoot };
  readonly grpc: {
    readonly Client: new (address: string, credentials: object, options: object) => GrpcClient;
    readonly credentials: { createInsecure(): object };
  };
}

/** Installs the analyzer's packages by their own lockfile if they are not there, or older than it. */
function install(): void {
  const installed = join(HOME, 'node_modules/.package-lock.json');
  const lock = join(HOME, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing GoogleSQL's analyzer (350 MB, once) ...");
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HOME, stdio: 'inherit' });
}

/** A file below the first of the folders that has it. */
const resolveIn = (folders: readonly string[], file: string): string =>
  folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? file;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** GoogleSQL's analyzer as a process of its own, asked over gRPC. Its binaries are for Linux on x64 and arm64. */
export class AnalyzerClient {
  private constructor(
    private readonly server: ChildProcess,
    private readonly client: GrpcClient,
    readonly root: ProtoRoot,
  ) {}

  static async start(): Promise<AnalyzerClient> {
    if (process.platform !== 'linux') throw new Error("GoogleSQL's analyzer has binaries for Linux alone.");
    install();
    const require = createRequire(join(HOME, 'package.json'));
    const { protobuf, grpc }: Packages = { protobuf: require('protobufjs'), grpc: require('@grpc/grpc-js') };
    const root = new protobuf.Root();
    root.resolvePath = (_, target) => resolveIn([PROTOS, join(HOME, 'node_modules/protobufjs')], target);
    root.loadSync(['local_service.proto', join(HOME, 'answer.proto')], { keepCase: true });
    const port = await freePort();
    const binary = join(PACKAGE, process.arch === 'arm64' ? 'remote_server_arm.so' : 'remote_server.so');
    const server = spawn(binary, ['localhost', String(port)], { stdio: 'ignore' });
    const client = new grpc.Client(`localhost:${port}`, grpc.credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    const started = new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      client.waitForReady(Date.now() + 30_000, (error) => (error === undefined ? resolve() : reject(error)));
    });
    try {
      await started;
    } catch (error) {
      server.kill();
      throw error;
    }
    return new AnalyzerClient(server, client, root);
  }

  /** One call; an error of the analyzer is thrown with its own text. */
  async call<T extends object>(method: string, request: string, response: string, value: object): Promise<T> {
    const [asked, answered] = [this.root.lookupType(request), this.root.lookupType(response)];
    const answer = await new Promise<object>((resolve, reject) => {
      this.client.makeUnaryRequest(
        `${SERVICE}/${method}`,
        (message) => Buffer.from(asked.encode(asked.fromObject(message)).finish()),
        (bytes) => answered.toObject(answered.decode(bytes), { enums: String, longs: Number }),
        value,
        (error, found) => (error === null ? resolve(found ?? {}) : reject(new Error(error.details))),
      );
    });
    return answer as T;
  }

  stop(): void {
    this.client.close();
    this.server.kill();
  }
}
