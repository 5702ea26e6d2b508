using System.Buffers.Binary;
using System.Text;

namespace Tollgate.AuthorizerLambda.Tests.Packaging;

/// <summary>A 64-bit little-endian ELF file, as far as it says what it needs of the system it is started on.</summary>
internal sealed class ElfFile
{
    private const int SectionOfDynamicSymbolVersions = 0x6ffffffe; // SHT_GNU_verneed
    private const int SectionOfDynamicEntries = 6;                 // SHT_DYNAMIC
    private const int NeededLibrary = 1;                           // DT_NEEDED

    private readonly byte[] _file;

    public ElfFile(string path)
    {
        _file = File.ReadAllBytes(path);
        Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1], _file[..6]);
    }

    /// <summary>62 is x86-64, 183 is AArch64.</summary>
    public int Machine => Half(18);

    /// <summary>The libraries that the loader must find.</summary>
    public IReadOnlyList<string> Libraries =>
        [.. from section in Sections(SectionOfDynamicEntries)
            from entry in Enumerable.Range(0, (int)(section.Size / 16)).Select(n => section.Offset + (n * 16))
            where Long(entry) == NeededLibrary
            select Text(Section(section.Link).Offset + Long(entry + 8))];

    /// <summary>The symbol versions that the libraries must have, such as <c>GLIBC_2.34</c>.</summary>
    public IReadOnlyList<string> Versions => [.. Sections(SectionOfDynamicSymbolVersions).SelectMany(ReadVersions)];

    // A list of libraries, and for each a list of versions; every offset is relative to what it stands in.
    private IEnumerable<string> ReadVersions((long Offset, long Size, int Link) section)
    {
        var names = Section(section.Link).Offset;
        for (long library = section.Offset, next = -1; next != 0; library += next)
        {
            next = Word(library + 12);
            for (long version = library + Word(library + 8), more = -1; more != 0; version += more)
            {
                more = Word(version + 12);
                yield return Text(names + Word(version + 8));
            }
        }
    }

    private IEnumerable<(long Offset, long Size, int Link)> Sections(int type) =>
        Enumerable.Range(0, Half(60)).Where(n => Word(Header(n) + 4) == type).Select(Section);

    private (long Offset, long Size, int Link) Section(int number) =>
        (Long(Header(number) + 24), Long(Header(number) + 32), Word(Header(number) + 40));

    private long Header(int number) => Long(40) + (number * Half(58));

    private string Text(long offset) =>
        Encoding.ASCII.GetString(_file.AsSpan((int)offset, _file.AsSpan((int)offset).IndexOf((byte)0)));

    private int Half(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan((int)offset));

    private int Word(long offset) => BinaryPrimitives.ReadInt32LittleEndian(_file.AsSpan((int)offset));

    private long Long(long offset) => BinaryPrimitives.ReadInt64LittleEndian(_file.AsSpan((int)offset));
}
