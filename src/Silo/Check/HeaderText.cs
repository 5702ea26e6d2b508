using System.Globalization;
using System.Text;

namespace Tollgate.Silo.Check;

/// <summary>A value as one item of a header: visible ASCII as it is, everything else, the percent sign and the comma as escapes of their UTF-8 bytes.</summary>
internal static class HeaderText
{
    public static string Of(string value)
    {
        if (!value.Any(IsEscaped))
            return value;

        var text = new StringBuilder(value.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (IsEscaped((char)b))
                text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            else
                text.Append((char)b);
        }

        return text.ToString();
    }

    private static bool IsEscaped(char c) => c is < '!' or > '~' or '%' or ',';
}
