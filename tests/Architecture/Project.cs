using System.Xml.Linq;

namespace Tollgate.Architecture.Tests;

/// <summary>A reference to another project. One for the build order only gives the referrer nothing to call.</summary>
internal sealed record Arrow(string Target, bool IsBuildOrderOnly);

/// <summary>What a .csproj says, named by its folder: <c>src/Domain</c>.</summary>
internal sealed record Project(string Path, string RootNamespace, IReadOnlyList<Arrow> Arrows, IReadOnlyList<string> Packages, IReadOnlyList<string> SourceLinks)
{
    public string Folder => FolderOf(Path);

    public bool IsSuite => Path.EndsWith(".Tests.csproj", StringComparison.Ordinal);

    public static Project Load(string path)
    {
        var xml = XDocument.Load(Repository.FullPath(path));
        return new Project(
            path,
            xml.Descendants("RootNamespace").Select(e => e.Value).FirstOrDefault() ?? System.IO.Path.GetFileNameWithoutExtension(path),
            [.. xml.Descendants("ProjectReference").Select(e => ReadArrow(path, e))],
            [.. Includes(xml, "PackageReference"), .. Includes(xml, "Reference")],
            [.. Includes(xml, "Compile").Where(file => file.Contains("..", StringComparison.Ordinal))]);
    }

    public override string ToString() => Folder;

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();

    private static Arrow ReadArrow(string path, XElement reference)
    {
        var include = reference.Attribute("Include")!.Value.Replace('\\', '/');
        var target = System.IO.Path.GetFullPath(include, Repository.FullPath(FolderOf(path)));
        var isUsed = (string?)reference.Attribute("ReferenceOutputAssembly") ?? (string?)reference.Element("ReferenceOutputAssembly");
        return new Arrow(FolderOf(System.IO.Path.GetRelativePath(Repository.Root, target).Replace('\\', '/')), isUsed == "false");
    }

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];
}
