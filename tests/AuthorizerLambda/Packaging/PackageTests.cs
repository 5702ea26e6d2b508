using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Packaging;

/// <summary>The package as Lambda's <c>provided.al2023</c> needs it.</summary>
[SupportedOSPlatform("linux")]
public sealed class PackageTests
{
    private const string GlibcOfAmazonLinux2023 = "2.34";
    private const int X64 = 62;

    private static readonly ElfFile Executable = new(Package.Bootstrap);

    [Fact]
    public void Bootstrap_IsForX64() => Assert.Equal(X64, Executable.Machine);

    [Fact]
    public void Bootstrap_AsksForNoGlibcNewerThanAmazonLinux2023s()
    {
        var asked = Executable.Versions.Where(version => version.StartsWith("GLIBC_2.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, version => Assert.True(Version.Parse(version["GLIBC_".Length..]) <= Version.Parse(GlibcOfAmazonLinux2023), version));
    }

    [Fact]
    public void Bootstrap_NeedsNothingButTheCLibrary() =>
        Assert.All(Executable.Libraries, library => Assert.True(library is "libc.so.6" or "libm.so.6" or "ld-linux-x86-64.so.2", library));

    [Fact]
    public void Zip_HoldsTheBootstrapAlone_AndItMayBeExecuted()
    {
        using var zip = ZipFile.OpenRead(Package.Zip);

        var entry = Assert.Single(zip.Entries);
        Assert.Equal("bootstrap", entry.FullName);
        Assert.Equal(UnixMode("755") | RegularFile, entry.ExternalAttributes >>> 16);
        using var packed = entry.Open();
        using var built = File.OpenRead(Package.Bootstrap);
        Assert.Equal(SHA256.HashData(built), SHA256.HashData(packed));
    }

    [Fact]
    public void Zip_IsUnder6MB() => Assert.InRange(new FileInfo(Package.Zip).Length, 1, 6_000_000);

    [Fact]
    public async Task SameBootstrapPackedAgain_GivesTheSameBytes()
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-package-");
        var copy = Path.Combine(folder.FullName, "another-name");
        File.Copy(Package.Bootstrap, copy);
        File.SetUnixFileMode(copy, UnixFileMode.UserRead);
        File.SetLastWriteTimeUtc(copy, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        using var packing = Process.Start(Path.Combine(Package.RepositoryRoot, "eng/pack.sh"), [copy, $"{copy}.zip"]);
        await packing.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(await HashAsync(Package.Zip), await HashAsync($"{copy}.zip"));
        folder.Delete(recursive: true);
    }

    private static async Task<byte[]> HashAsync(string path) => SHA256.HashData(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

    private const int RegularFile = 0x8000;

    private static int UnixMode(string octal) => Convert.ToInt32(octal, 8);
}
