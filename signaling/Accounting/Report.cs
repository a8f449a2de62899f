using System.Globalization;
using System.Text;
using Onair.Postgres;
using Onair.Signaling.State;

namespace Onair.Signaling.Accounting;

/// <summary>The time accounting of a site.</summary>
internal static class Report
{
    /// <summary>The most rows of one answer.</summary>
    public const int MostRows = 10_000;

    public const string CsvHeader = "kind,broadcast,broadcaster,viewing,viewer,interval,started_at,seconds,playing";

    /// <summary>The intervals that began in a time, the oldest first.</summary>
    /// <param name="user">A broadcaster or viewer; null for all.</param>
    public static Task<List<AccountingRow>> ReadAsync(Session session, string site, DateTimeOffset from, DateTimeOffset to, string? user, int offset) => session.ListAsync(
        """
        SELECT b.id, b.user_id, v.id, v.viewer_user, i.id, i.started_at, i.seconds, i.playing
        FROM intervals i JOIN broadcasts b ON b.id = i.broadcast LEFT JOIN viewings v ON v.id = i.viewing
        WHERE b.site = $1 AND i.started_at >= $2 AND i.started_at < $3 AND ($4::text IS NULL OR b.user_id = $4 OR v.viewer_user = $4)
        ORDER BY i.started_at, i.owner, i.id LIMIT $5 OFFSET $6
        """,
        r => new AccountingRow(r.Text(2) is null ? "broadcast" : "viewing", r.GetString(0), r.GetString(1), r.Text(2), r.Text(3), r.GetString(4), r.Time(5), Math.Round(r.GetDouble(6), 3), r.GetBoolean(7)),
        site, from, to, user, MostRows, offset);

    /// <summary>RFC 4180, and safe to open in a spreadsheet.</summary>
    public static string Csv(IEnumerable<AccountingRow> rows)
    {
        var csv = new StringBuilder(CsvHeader).Append("\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row.Kind, row.Broadcast, Cell(row.Broadcaster), row.Viewing, Cell(row.Viewer), row.Interval)
                .Append(CultureInfo.InvariantCulture, $",{row.StartedAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{row.Seconds:0.###},{(row.Playing ? "true" : "false")}\r\n");
        }
        return csv.ToString();
    }

    // A user may be named like a formula (https://owasp.org/www-community/attacks/CSV_Injection).
    private static string? Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return text;
        var safe = text[0] is '=' or '+' or '-' or '@' ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
