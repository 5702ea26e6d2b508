using System.Text.Json;
using System.Text.RegularExpressions;
using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests;

/// <summary>The package's README is where those who configure a gateway and a function look: it names what there is.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Readme = Read("src/AuthorizerLambda/README.md");

    [Fact]
    public void EveryContextKey_IsInReadme() =>
        Assert.All(
            typeof(AnswerContext).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
            key => Assert.Contains($"`{key}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void EveryVariable_IsInReadme()
    {
        var variables = Variable().Matches(Read("src/AuthorizerLambda/AuthorizerOptions.cs")).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.Contains($"`{variable}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void PackagesForBothProcessors_AreInReadme_AndMadeByTheScript()
    {
        Assert.Contains("`make package`", Readme, StringComparison.Ordinal);
        Assert.Contains("`make package ARCH=arm64`", Readme, StringComparison.Ordinal);
        Assert.Contains("eng/package.sh $(ARCH)", Read("Makefile"), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  arm64\)", Read("eng/native.sh"));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Package.RepositoryRoot, path));

    [GeneratedRegex("TOLLGATE_[A-Z_]+[A-Z]")]
    private static partial Regex Variable();
}
