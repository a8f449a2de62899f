using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Providers;

/// <summary>The MediaProvider of a new resource. A pure function.</summary>
internal static class ProviderChoice
{
    private const string Field = "spec.providerRef";

    /// <summary>The provider that the template of new resources names, else the default one, else the only one that has what is needed.</summary>
    /// <param name="need">What it must have.</param>
    /// <param name="ns">The namespace of the new resource.</param>
    /// <param name="named">The template's; empty when it names none.</param>
    /// <param name="all">All MediaProviders.</param>
    /// <exception cref="ProblemException">422: there is none, or there are several.</exception>
    public static MediaProvider Of(ProviderNeed need, string ns, string named, IEnumerable<MediaProvider> all)
    {
        var usable = all.Where(p => p.Metadata.DeletionTimestamp is null && need.IsMet(p.Spec) && p.Spec.Allows(ns)).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal).ToList();
        if (named.Length > 0)
        {
            return usable.Find(p => p.Metadata.Name == named)
                ?? throw ProblemException.Unacceptable([new("spec.providerRef.name", named, $"must be a MediaProvider with {need.Field} for namespace \"{ns}\"; the gateway's setting {need.Setting} names it")]);
        }
        var defaults = usable.Where(p => p.IsDefault).ToList();
        return defaults is [var marked] ? marked
            : defaults.Count == 0 && usable is [var only] ? only
            : throw ProblemException.Unacceptable([Missing(need, defaults, usable)]);
    }

    private static Violation Missing(ProviderNeed need, List<MediaProvider> defaults, List<MediaProvider> usable) =>
        defaults.Count == 0 && usable.Count > 1
            ? new(Field, null, $"names a MediaProvider; there are several ({NameList.Abbreviate([.. usable.Select(p => p.Name())])}), and none of them is the default. "
                + $"An administrator can mark one, or name one in the gateway's setting {need.Setting}")
            : MissingProvider.Explain(new(Field, null, ""), defaults);
}
