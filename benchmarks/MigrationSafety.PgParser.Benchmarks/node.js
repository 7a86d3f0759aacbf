// The same WebAssembly in Node. `first <sql>`: CPU time from nothing to the first answer.
// `serve`: per line {"sql", "times"} answers the CPU microseconds that so many parses took.
'use strict';

const [library, mode, argument] = process.argv.slice(2);

function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function parse(module, sql) {
  const size = module.lengthBytesUTF8(sql) + 1;
  const query = module._malloc(size);
  module.stringToUTF8(sql, query, size);
  const result = module._wasm_parse_query_raw(query);
  const error = module.getValue(result + 8, 'i32');
  const text = module.UTF8ToString(module.getValue(error || result, 'i32'));
  module._wasm_free_parse_result(result);
  module._free(query);
  return text;
}

async function main() {
  if (mode === 'first') {
    const start = cpu();
    const module = await require(library)();
    parse(module, argument);
    console.log(cpu() - start);
    return;
  }

  const module = await require(library)();
  for await (const line of require('node:readline').createInterface({ input: process.stdin })) {
    const { sql, times } = JSON.parse(line);
    const start = cpu();
    for (let i = 0; i < times; i++) {
      parse(module, sql);
    }
    console.log(cpu() - start);
  }
}

main();
