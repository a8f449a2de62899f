using Onair.Api.Rules;

namespace Onair.Api.MediaProviders;

/// <summary>Which namespaces may use a MediaProvider: <c>spec.namespaces</c>. Pure functions.</summary>
public static class ProviderNamespaces
{
    /// <summary>The rule, for people.</summary>
    internal const string Rule = "Must be a MediaProvider whose namespaces, if it has any, include the resource's.";

    /// <summary>Whether resources of a namespace may use the provider.</summary>
    public static bool Allows(this MediaProviderSpec provider, string? ns)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Namespaces is not { } allowed || ns is null || allowed.Contains(ns);
    }

    /// <summary>Whether a namespace may use both.</summary>
    public static bool Overlap(MediaProviderSpec one, MediaProviderSpec other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Namespaces is not { } some || other.Namespaces is not { } others || some.Intersect(others).Any();
    }

    /// <summary>What is wrong with a provider that a resource names. The message does not name the namespaces of others.</summary>
    /// <param name="provider">The provider; null when it is unknown, which skips the rule.</param>
    /// <param name="ns">The resource's namespace; null when it is unknown, which skips the rule.</param>
    /// <param name="field">The field that names the provider.</param>
    /// <param name="name">The provider's name.</param>
    public static Violation? Refusal(MediaProviderSpec? provider, string? ns, string field, string name) =>
        provider?.Allows(ns) == false ? new(field, name, "must be a MediaProvider whose spec.namespaces include this namespace") : null;

    internal static IEnumerable<Violation> Check(MediaProviderSpec? provider, string? ns, string field, string name) =>
        Refusal(provider, ns, field, name) is { } violation ? [violation] : [];
}
