namespace Onair.Gateway.KeyServer;

/// <summary>What came of a viewer's token, and why, in words that may be shown.</summary>
internal readonly record struct TokenVerdict(TokenOutcome Outcome, string Reason);

internal enum TokenOutcome
{
    Allowed,
    Missing,
    Invalid,
    OtherContent,
}
