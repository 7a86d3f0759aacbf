// Writes the columns of squawk and pgfence in docs/comparison.md: each row's statement is given to both programs as one migration.
// usage: npm ci --prefix benchmarks/MigrationSafety.Comparison --ignore-scripts && node benchmarks/MigrationSafety.Comparison/run.mjs
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const page = join(here, "../../docs/comparison.md");
const folder = mkdtempSync(join(tmpdir(), "comparison-"));
const file = join(folder, "migration.sql");
const timeouts = new Set(["require-lock-timeout", "require-statement-timeout"]);

const json = (program, args) => {
    const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    try {
        return JSON.parse(stdout);
    } catch {
        throw new Error(`${program} ${args.join(" ")}: ${stdout}${stderr}`);
    }
};

const cell = (names) => [...new Set(names)].join(", ") || "–";

const squawk = (inTransaction) =>
    cell(json(join(here, "node_modules/@squawk-cli/linux-x64/bin/squawk"),
        ["--reporter", "json", "--pg-version", "15", ...(inTransaction ? ["--assume-in-transaction"] : []), file])
        .map((finding) => finding.rule_name).filter((name) => !timeouts.has(name)));

// Policies of the file (application_name and the like) are no findings about a statement.
const pgfence = () => {
    const report = spawnSync("node", [join(here, "node_modules/@flvmnt/pgfence/dist/index.js"), "analyze", "--format", "sql", "--output", "json",
        "--min-pg-version", "15", "--no-lock-timeout", "--no-statement-timeout", file], { encoding: "utf8" });
    if (!report.stdout) return "error";
    return cell(JSON.parse(report.stdout).results.flatMap((result) => result.checks).map((check) => check.ruleId + (check.risk === "LOW" ? " (low)" : "")));
};

const row = /^\| (outside a transaction: )?`([^`]+)` \|([^|]*)\|[^|]*\|[^|]*\|/;
const lines = readFileSync(page, "utf8").split("\n").map((line) => line.replace(row, (_, outside, sql, ours) => {
    writeFileSync(file, sql + ";\n");
    return `| ${outside ?? ""}\`${sql}\` |${ours}| ${squawk(!outside)} | ${pgfence()} |`;
}));
writeFileSync(page, lines.join("\n"));
rmSync(folder, { recursive: true });
