using Tollgate.Domain.Quotas;

namespace Tollgate.Architecture.Tests;

public sealed class PackageTests
{
    [Theory]
    [InlineData("src/Domain")]
    [InlineData("src/EventStore")]
    public void Heart_HasNoPackage(string folder) => Rule.Holds(Repository.Projects.Single(project => project.Folder == folder).Packages);

    // The reference list of the compiled assembly: nothing that a project file hides gets past it.
    [Fact]
    public void DomainAssembly_ReferencesOnlyTheBaseLibrary()
    {
        var references = typeof(QuotaState).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, name => !name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AWSSDK.", "src/DynamoDb", "bench/Contenders")]
    [InlineData("Microsoft.Data.Sqlite", "src/Sqlite")]
    [InlineData("Microsoft.Orleans.", "src/Grains", "src/Silo", "src/Sqlite", "src/DynamoDb", "bench/Load")]
    [InlineData("Microsoft.AspNetCore.", "src/Silo", "local/Identity", "local/ApiGateway", "bench/Contenders")]
    public void Sdk_IsUsedOnlyWhereItBelongs(string package, params string[] folders) =>
        Rule.Holds(
            from project in Repository.Projects
            where Arrows.Top(project) != "tests" && !folders.Contains(project.Folder)
            from used in project.Packages
            where used.StartsWith(package, StringComparison.Ordinal)
            select $"{project.Folder}: {used}");
}
