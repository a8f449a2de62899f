namespace Onair.Emulator.Sts.Policies;

/// <summary>
/// Decides a request as "Policy evaluation logic" of the IAM user guide does for one account: an explicit deny wins; then a resource-based
/// policy that names the session itself allows; then identity, resource and session policies are intersected. Every identity here has a
/// policy that allows everything, since the emulator has no IAM. Pure.
/// </summary>
internal static class PolicyEvaluator
{
    /// <summary>Decides; null when the request is allowed, else why it is not, in AWS's words.</summary>
    /// <param name="session">The policy that was passed when the session was created; null for none.</param>
    /// <param name="resource">The resource's own policy; null for none.</param>
    public static string? Deny(PolicyRequest request, PolicyDocument? session, PolicyDocument? resource)
    {
        if (session?.Has(allow: false, request) == true) return "with an explicit deny in a session policy";
        if (resource?.Has(allow: false, request) == true) return "with an explicit deny in a resource-based policy";

        var granted = resource?.Match(allow: true, request) ?? PrincipalMatch.None;
        if (request.Principal is null)
            return granted == PrincipalMatch.Everybody ? null : $"because no resource-based policy allows the {request.Action} action";
        if (request.Principal.IsService)
            return granted != PrincipalMatch.None ? null : $"because no resource-based policy allows the {request.Action} action";
        if (granted == PrincipalMatch.Session || session is null) return null;
        return session.Has(allow: true, request) ? null : $"because no session policy allows the {request.Action} action";
    }
}
