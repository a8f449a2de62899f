using System.Globalization;

namespace Onair.Gateway.KeyServer;

/// <summary>SPEKE's <c>ContentKeyPeriod@index</c>: selects one of a content's keys, which rotate over time.</summary>
internal static class KeyPeriod
{
    public static string Rule { get; } = string.Create(CultureInfo.InvariantCulture, $"must be an integer from 0 to {long.MaxValue}");

    public static bool TryParse(string? text, out long period) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out period);
}
