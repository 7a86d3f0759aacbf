// Runs the npm package's own WebAssembly: one request per line in, one answer per line out.
// request: {"kind": "parse" | "plpgsql" | "scan", "sql": "..."}
// answer:  {"json": "..."} | {"message", "functionName", "fileName", "line", "cursor"} | {"crash": "..."}
'use strict';
const readline = require('node:readline');
const factory = require(process.argv[2]);

const quiet = { print() {}, printErr() {} };

function withText(module, sql, call) {
  const size = module.lengthBytesUTF8(sql) + 1;
  const pointer = module._malloc(size);
  module.stringToUTF8(sql, pointer, size);
  const answer = call(pointer);
  module._free(pointer);
  return answer;
}

function text(module, pointer) {
  return pointer ? module.UTF8ToString(pointer) : null;
}

function parse(module, sql) {
  return withText(module, sql, query => {
    const result = module._wasm_parse_query_raw(query);
    const word = offset => module.getValue(result + offset, 'i32');
    const error = word(8);
    const answer = error
      ? {
          message: text(module, module.getValue(error, 'i32')),
          functionName: text(module, module.getValue(error + 4, 'i32')),
          fileName: text(module, module.getValue(error + 8, 'i32')),
          line: module.getValue(error + 12, 'i32'),
          cursor: module.getValue(error + 16, 'i32'),
        }
      : { json: text(module, word(0)) };
    module._wasm_free_parse_result(result);
    return answer;
  });
}

function textAnswer(module, name, sql) {
  return withText(module, sql, query => {
    const result = module[name](query);
    const answer = text(module, result);
    module._wasm_free_string(result);
    return answer.startsWith('{') ? { json: answer } : { message: answer };
  });
}

const kinds = {
  parse,
  plpgsql: (module, sql) => textAnswer(module, '_wasm_parse_plpgsql', sql),
  scan: (module, sql) => textAnswer(module, '_wasm_scan', sql),
};

async function main() {
  let module = await factory(quiet);
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { kind, sql } = JSON.parse(line);
    let answer;
    try {
      answer = kinds[kind](module, sql);
    } catch (e) {
      answer = { crash: String(e) };
      module = await factory(quiet);
    }
    if (!process.stdout.write(JSON.stringify(answer) + '\n')) {
      await new Promise(resolve => process.stdout.once('drain', resolve));
    }
  }
}

main();
