using Xunit;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>
/// Every forged token. In a test: <c>[Theory, MemberData(nameof(Forgeries.Names), MemberType = typeof(Forgeries))]</c>, then
/// <c>Forgeries.Make(name, forge)</c>. All must be refused (401); <see cref="Controls.Valid"/> must not.
/// </summary>
public static class Forgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        .. AlgorithmForgeries.All,
        .. SignatureForgeries.All,
        .. KeyForgeries.All,
        .. HeaderForgeries.All,
        .. ShapeForgeries.All,
        .. JsonForgeries.All,
        .. TimeForgeries.All,
        .. ClaimForgeries.All,
    ];

    public static TheoryData<string> Names => [.. All.Select(forgery => forgery.Name)];

    public static string Make(string name, TokenForge forge) => Named(name).Make(forge);

    public static TokenCase Named(string name) => All.Single(forgery => forgery.Name == name);
}
