namespace Onair.Emulator.Sts.Policies;

/// <summary>One statement of a policy: whether it allows or denies, and what it covers.</summary>
internal sealed record PolicyStatement(bool IsAllow, IReadOnlyList<PolicyCondition> Conditions)
{
    /// <summary>The Action element, or with <see cref="ActionsAreExcluded"/> NotAction.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    public bool ActionsAreExcluded { get; init; }

    /// <summary>The Resource element, or with <see cref="ResourcesAreExcluded"/> NotResource.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    public bool ResourcesAreExcluded { get; init; }

    /// <summary>The Principal element's values of the types AWS and Service, <c>*</c> for everybody; null in a session policy, which has no such element.</summary>
    public IReadOnlyList<string>? Principals { get; init; }

    /// <summary>Whether the statement covers the request, apart from its principals.</summary>
    public bool Covers(PolicyRequest request) =>
        Actions.Any(a => Wildcard.Matches(a, request.Action, ignoreCase: true)) != ActionsAreExcluded
        && Resources.Any(r => Wildcard.MatchesArn(r, request.Resource)) != ResourcesAreExcluded
        && Conditions.All(c => c.Holds(request.Context));

    /// <summary>How the statement names the caller.</summary>
    public PrincipalMatch Names(PolicyIdentity? caller)
    {
        if (Principals is not { } named) return PrincipalMatch.Everybody;
        if (caller is not null)
        {
            if (named.Contains(caller.Arn)) return PrincipalMatch.Session;
            if (caller.RoleArn is { } role && named.Contains(role)) return PrincipalMatch.Identity;
            if (named.Any(n => n == caller.Account || n == $"arn:aws:iam::{caller.Account}:root")) return PrincipalMatch.Account;
        }

        return named.Contains("*") ? PrincipalMatch.Everybody : PrincipalMatch.None;
    }
}

/// <summary>How a resource-based policy names a caller, by which its implicit denials elsewhere count or not.</summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>The caller's account.</summary>
    Account,

    /// <summary><c>*</c>.</summary>
    Everybody,

    /// <summary>The role of a session.</summary>
    Identity,

    /// <summary>The user, or the very session.</summary>
    Session,
}
