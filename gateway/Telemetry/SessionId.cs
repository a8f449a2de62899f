using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Onair.Gateway.Telemetry;

/// <summary>The id of a view of a page: the day on which it began, and 128 random bits. Whoever knows it can report for it.</summary>
/// <param name="Text">E.g. <c>20260101-q83vEjRWeJCrze8SNFZ4kA</c>.</param>
/// <param name="Day">The day in UTC, which names the partition.</param>
internal sealed record SessionId(string Text, DateOnly Day)
{
    /// <summary>What an id must be.</summary>
    public const string Rule = "must be the session of the page: a day, '-' and 22 letters, digits, '-' and '_'";

    private const string DayFormat = "yyyyMMdd";
    private const int RandomBytes = 16;
    private const int RandomLength = 22;

    /// <summary>The sessions of a shard are delivered by one replica, in order.</summary>
    public const int Shards = 64;

    /// <summary>The shard of the session.</summary>
    public int Shard => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Text))[0] % Shards;

    /// <summary>A new one.</summary>
    public static SessionId New(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        return new($"{day.ToString(DayFormat, CultureInfo.InvariantCulture)}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}", day);
    }

    /// <summary>Reads an id; null when it breaks <see cref="Rule"/>.</summary>
    public static SessionId? Parse(string text)
    {
        if (text.Length != DayFormat.Length + 1 + RandomLength || text[DayFormat.Length] != '-') return null;
        if (!text.AsSpan(DayFormat.Length).ToArray().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return null;
        return DateOnly.TryParseExact(text.AsSpan(0, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(text, day) : null;
    }
}
