using System.Globalization;
using Onair.Aws;

namespace Onair.Operator.Reconciliation;

/// <summary>Decides how long the last answer of AWS counts for a resource while AWS is silent. A pure function.</summary>
internal static class DecideSilence
{
    /// <summary>How long the last answer counts for a resource that is left as it is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether AWS has not answered at all, or was not asked because it does not.</summary>
    public static bool IsUnanswered(Exception error) => error is NotSentException || AwsErrorReader.Classify(error).Kind == AwsErrorKind.Ambiguous;

    /// <summary>The doubt; null while the last answer counts.</summary>
    /// <param name="view">What is known of the resource.</param>
    /// <param name="silentSince">Since when AWS has not answered; null when it does.</param>
    /// <param name="due">Work that must not wait, for people, as the end of a sentence. It makes the doubt immediate; null without such work.</param>
    /// <param name="what">What may have changed since.</param>
    public static Unsure? Of(ResourceView view, DateTimeOffset? silentSince, string? due = null, string what = "channel")
    {
        if (silentSince is not { } since || view.Deleting) return null;
        if (due is null && view.Now - since < Patience) return null;
        var time = since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new("NoAnswer", $"AWS has not answered since {time}{due ?? $". The {what} may have changed since."}");
    }
}
