using System.Reflection;

namespace Tollgate.Local.Demo;

/// <summary>Where the build has put the executables.</summary>
public static class BuiltPart
{
    private static readonly ILookup<string, string?> Metadata = typeof(BuiltPart).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(attribute => attribute.Key, attribute => attribute.Value);

    public static string RepositoryRoot => Metadata["RepositoryRoot"].Single()!;

    public static string Silo => Executable("src/Silo", "Tollgate.Silo");

    public static string Authorizer => Executable("src/AuthorizerLambda", "bootstrap");

    public static string Identity => Executable("local/Identity", "Tollgate.Local.Identity");

    public static string ApiGateway => Executable("local/ApiGateway", "Tollgate.Local.ApiGateway");

    /// <summary>Where npm has put the web app, if it was there to do so.</summary>
    public static string WebApp => Path.Combine(RepositoryRoot, "web", "dist");

    public static bool HasWebApp => File.Exists(Path.Combine(WebApp, "index.html"));

    private static string Executable(string project, string name) =>
        Path.Combine(RepositoryRoot, project, Metadata["BuiltInto"].Single()!, name);
}
