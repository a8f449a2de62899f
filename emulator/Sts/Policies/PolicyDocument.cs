namespace Onair.Emulator.Sts.Policies;

/// <summary>A policy in the JSON policy language, parsed by <see cref="PolicyParser"/>.</summary>
internal sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Whether a statement of the effect covers the request; of a resource-based policy, one that names the caller.</summary>
    public bool Has(bool allow, PolicyRequest request) => Match(allow, request) != PrincipalMatch.None;

    /// <summary>The closest way in which a statement of the effect names the caller.</summary>
    public PrincipalMatch Match(bool allow, PolicyRequest request) => Statements
        .Where(s => s.IsAllow == allow && s.Covers(request))
        .Select(s => s.Names(request.Principal))
        .DefaultIfEmpty(PrincipalMatch.None)
        .Max();
}

/// <summary>What is wrong with a policy: element and rule.</summary>
internal sealed class PolicyException(string message) : Exception(message);
