using Onair.Api.Common;

namespace Onair.Operator.ExternalResources;

/// <summary>What the status records of external resources, as each step changes it. Pure functions.</summary>
internal static class Bookkeeping
{
    /// <summary>A creation begins at the provider that is declared now.</summary>
    /// <param name="records">What is recorded.</param>
    /// <param name="kind">What is created.</param>
    /// <param name="provider">Name of the MediaProvider.</param>
    /// <param name="token">The idempotency token of the request; null where the service takes none.</param>
    /// <param name="now">The time.</param>
    public static TRecords Begun<TRecords>(this TRecords records, Enum kind, string provider, string? token, DateTimeOffset now)
        where TRecords : ResourceRecords => records with
        {
            Provider = provider,
            Creating = new() { Resource = kind.ToString(), Token = token, Since = now },
        };

    /// <summary>The result of a creation or an adoption is recorded: nothing of this kind is under way or missing.</summary>
    public static TRecords Known<TRecords>(this TRecords records, Enum kind, string provider)
        where TRecords : ResourceRecords => records with
        {
            Provider = records.Provider ?? provider,
            Creating = records.Creating?.Resource == kind.ToString() ? null : records.Creating,
            Missing = records.Missing?.Resource == kind.ToString() ? null : records.Missing,
        };

    /// <summary>One more look did not find a recorded resource. The time of the first one survives a restart.</summary>
    public static TRecords Missed<TRecords>(this TRecords records, Enum kind, DateTimeOffset now)
        where TRecords : ResourceRecords => records with { Missing = MissedAgain(records.Missing, kind, now) };

    /// <summary>The same where it is not part of <see cref="ResourceRecords"/>.</summary>
    public static MissingResource MissedAgain(MissingResource? before, Enum kind, DateTimeOffset now) => before?.Resource == kind.ToString()
        ? before with { Looks = before.Looks + 1 }
        : new() { Resource = kind.ToString(), Since = now, Looks = 1 };
}
