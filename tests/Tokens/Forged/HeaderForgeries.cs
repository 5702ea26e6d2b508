using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>Honestly signed, but the header says: refuse me unless you understand this.</summary>
internal static class HeaderForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        Critical("crit names an unknown extension", draft => draft.WithHeader("crit", new JsonArray("tollgate-unknown")).WithHeader("tollgate-unknown", true)),
        Critical("crit names exp", draft => draft.WithHeader("crit", new JsonArray("exp")).WithHeader("exp", 4102444800)),
        Critical("crit empty", draft => draft.WithHeader("crit", new JsonArray())),
        Critical("crit is no array", draft => draft.WithHeader("crit", "b64")),
        Critical("zip, though nothing is compressed", draft => draft.WithHeader("zip", "DEF")),
        Critical("crit with b64 false", draft => draft.WithHeader("crit", new JsonArray("b64")).WithHeader("b64", false)),
    ];

    private static TokenCase Critical(string name, Func<TokenDraft, TokenDraft> change) =>
        new(name, Fault.Critical, forge => change(forge.Draft()).Write());
}
