using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;

namespace MigrationSafety.PgParser.Tests.Oracle;

/// <summary>The npm package run by Node: the same WebAssembly in another engine, so its answers are the right ones.</summary>
internal static class NodeOracle
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string RepositoryRoot { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string PackageFolder => Path.Combine(RepositoryRoot, "build", "parser", "node_modules", "libpg-query", "wasm");

    /// <summary>Answers in the order of the requests, while they are being written.</summary>
    public static IEnumerable<(OracleRequest Request, OracleAnswer Answer)> Ask(IReadOnlyList<OracleRequest> requests)
    {
        using var node = Start();
        var errors = node.StandardError.ReadToEndAsync();
        var writing = Task.Run(() =>
        {
            foreach (var request in requests)
            {
                node.StandardInput.WriteLine(JsonSerializer.Serialize(request, Json));
            }

            node.StandardInput.Close();
        });
        foreach (var request in requests)
        {
            var line = node.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"Node ended early: {errors.Result}");
            yield return (request, JsonSerializer.Deserialize<OracleAnswer>(line, Json)!);
        }

        writing.Wait();
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Oracle", "oracle.js"), Path.Combine(PackageFolder, "libpg-query.js") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "These tests compare with the npm package run by Node. Install Node.js 20 or later, then run: bash build/setup.sh", e);
        }
    }
}

internal sealed record OracleRequest(string Kind, string Sql);

internal sealed record OracleAnswer(
    string? Json, string? Message, string? FunctionName, string? FileName, int Line, int Cursor, string? Crash);
