using System.Reflection;

namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>What <c>make package</c> has made, and <c>make test</c> before it runs this suite.</summary>
public static class Package
{
    public static string RepositoryRoot { get; } = typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Zip => Find("authorizer.zip");

    public static string Bootstrap => Find("authorizer/bootstrap");

    private static string Find(string name)
    {
        var path = Path.Combine(RepositoryRoot, "artifacts", name);
        Assert.True(File.Exists(path), $"There is no {path}; 'make package' makes it.");
        return path;
    }
}
