using Onair.Gateway.Problems;

namespace Onair.Gateway.Access;

/// <summary>The sentence about a missing right: who, what, where, and what to do.</summary>
internal static class Denial
{
    public static ProblemException Of(Caller caller, Permission permission, string ns, string? name)
    {
        var what = name is null ? $"{permission}" : $"{permission} \"{name}\"";
        return ProblemException.Forbidden(caller.Key is { } key && !key.Allows(permission)
            ? $"The API key {key.Name} may not {what} in namespace {ns}. Add the verb to its Secret."
            : $"{caller.User} may not {what} in namespace {ns}. Grant it with a Role and a RoleBinding.");
    }
}
