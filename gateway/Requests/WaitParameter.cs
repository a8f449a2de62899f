using System.Globalization;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Requests;

/// <summary>The parameter <c>?wait=SECONDS</c>: by default no call waits for what takes AWS minutes.</summary>
internal static class WaitParameter
{
    public const string Name = "wait";

    /// <summary>How long to wait; null without the parameter.</summary>
    /// <exception cref="ProblemException">400: the value is none.</exception>
    public static TimeSpan? Read(IQueryCollection query, int longest)
    {
        var values = query[Name];
        if (values.Count == 0) return null;
        return values is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= longest
            ? TimeSpan.FromSeconds(seconds)
            : throw ProblemException.Invalid(Name, Shown.Text(values.ToString()), $"must be a whole number of seconds from 0 to {longest}");
    }
}
