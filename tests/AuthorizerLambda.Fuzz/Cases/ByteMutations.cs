namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>Changes an event as bytes: what comes out may be no JSON, no UTF-8, or have a member twice.</summary>
internal static class ByteMutations
{
    public static byte[] Mutate(Random random, byte[] json)
    {
        var bytes = new List<byte>(json);
        for (var changes = random.Pick([1, 1, 2, 4]); changes > 0 && bytes.Count > 0; changes--)
            Change(random, bytes);
        return [.. bytes];
    }

    private static void Change(Random random, List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        var length = random.Next(1, Math.Min(bytes.Count - at, 64) + 1);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, random.Pick<byte[]>(["\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), ",\"type\":\"TOKEN\""u8.ToArray(), [0xC0, 0xAF], [0xFF]]));
                break;
            default:
                bytes.RemoveRange(at, random.Chance(0.1) ? bytes.Count - at : 1);
                break;
        }
    }
}
