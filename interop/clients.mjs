// The clients that are run: name, era of the server, and the command that tries the shapes of a file.
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function java(name, project, main, ...words) {
  return {
    name,
    era: 'legacy',
    command: (here, file) => {
      const target = join(here, 'clients', project, 'target');
      const classPath = [join(target, 'classes'), readFileSync(join(target, 'class-path.txt'), 'utf8').trim()];
      return [
        'java',
        '-XX:TieredStopAtLevel=1',
        '-cp',
        classPath.join(delimiter),
        `com.example.interop.${main}`,
        file,
        ...words,
      ];
    },
  };
}

function typescript(name, line, revision) {
  return {
    name,
    era: revision === undefined ? 'legacy' : 'modern',
    command: (here, file) => [
      process.execPath,
      join(here, 'typescript.mjs'),
      file,
      join(here, 'target', 'packages'),
      line,
      ...(revision === undefined ? [] : [revision]),
    ],
  };
}

/** In the order of the page. */
export const clients = [
  java('Java SDK 1.1.5', 'java-sdk-1.1', 'JavaSdk'),
  java('Java SDK 2.0.1', 'java-sdk-2.0', 'JavaSdk'),
  java('Java SDK 2.1.0', 'java-sdk-2.1', 'JavaSdk'),
  java('Java SDK 2.1.0, validating', 'java-sdk-2.1', 'JavaSdk', 'validating'),
  typescript('TypeScript SDK 1.20.2', 'sdk-1-20'),
  typescript('TypeScript SDK 1.32.2', 'sdk-1'),
  typescript('TypeScript SDK 2.4.0', 'sdk-2'),
  typescript('TypeScript SDK 2.4.0, 2026-07-28', 'sdk-2', '2026-07-28'),
  java('LangChain4j 1.18.1', 'langchain4j-1.18', 'LangChain4j'),
  java('Spring AI 1.1.8', 'spring-ai-1.1', 'SpringAi'),
  java('Spring AI 2.0.1', 'spring-ai-2.0', 'SpringAi'),
];
