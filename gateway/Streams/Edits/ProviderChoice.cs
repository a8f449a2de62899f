using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Streams.Edits;

/// <summary>The MediaProvider of a new stream. A pure function.</summary>
internal static class ProviderChoice
{
    private const string Field = "spec.providerRef";

    /// <summary>The provider that the template of new streams names, else the default one, else the only one with an AWS account.</summary>
    /// <param name="named">The template's; empty when it names none.</param>
    /// <param name="all">All MediaProviders.</param>
    /// <exception cref="ProblemException">422: there is none, or there are several.</exception>
    public static MediaProvider Of(string named, IEnumerable<MediaProvider> all)
    {
        var usable = all.Where(p => p.Metadata.DeletionTimestamp is null && p.Spec.Aws is not null).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal).ToList();
        if (named.Length > 0)
        {
            return usable.Find(p => p.Metadata.Name == named)
                ?? throw ProblemException.Unacceptable([new("spec.providerRef.name", named, "must be a MediaProvider with spec.aws; the gateway's setting StreamApi__Template names it")]);
        }
        var defaults = usable.Where(p => p.IsDefault).ToList();
        return defaults is [var marked] ? marked
            : defaults.Count == 0 && usable is [var only] ? only
            : throw ProblemException.Unacceptable([Missing(defaults, usable)]);
    }

    private static Violation Missing(List<MediaProvider> defaults, List<MediaProvider> usable) =>
        defaults.Count == 0 && usable.Count > 1
            ? new(Field, null, $"names a MediaProvider; there are several ({NameList.Abbreviate([.. usable.Select(p => p.Name())])}), and none of them is the default. "
                + "An administrator can mark one, or name one in the gateway's setting StreamApi__Template")
            : MissingProvider.Explain(new(Field, null, ""), defaults);
}
