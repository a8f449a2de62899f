namespace Onair.Gateway.Tokens;

/// <summary>The result of checking a viewer's token, with a reason that is safe to show.</summary>
internal readonly record struct TokenVerdict(TokenOutcome Outcome, string Reason);

internal enum TokenOutcome
{
    Allowed,
    Missing,
    Invalid,
    OtherSubject,
}
