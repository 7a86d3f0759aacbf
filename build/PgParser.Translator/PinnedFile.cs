using System;
using System.IO;
using System.Security.Cryptography;

namespace PgParser.Translator;

/// <summary>A file of the npm package, taken only with the content that was reviewed.</summary>
internal static class PinnedFile
{
    public static byte[] Read(string path, string sha256)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path} is missing. Run: bash build/setup.sh");
        }

        var content = File.ReadAllBytes(path);
        var actual = Convert.ToHexStringLower(SHA256.HashData(content));
        return actual == sha256
            ? content
            : throw new InputException(
                $"{path} has sha256 {actual}, expected {sha256}. Restore the pinned package with: bash build/setup.sh --force "
                + "(or, when the package was updated on purpose, review it and change the sum in build/PgParser.targets).");
    }
}

/// <summary>The input cannot be used; the message says what to do.</summary>
internal sealed class InputException(string message) : Exception(message);
