using System.Reflection.Metadata;

namespace PgParser.Translator.Il;

/// <summary>Where the encoder learns the metadata tokens of what the code names.</summary>
internal interface ITokens
{
    int Of(IlMethod method);

    int Of(IlData data);

    int Of(ExternalMember member);

    int Of(IlSignature signature);

    int Of(string text);
}
