using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Why the webhook did not fill in a provider.</summary>
public static class MissingProvider
{
    /// <summary>Explains a missing <c>spec.providerRef</c>; leaves every other violation as it is.</summary>
    public static Violation Explain(Violation violation, IReadOnlyList<MediaProvider> defaults) =>
        violation is not { Field: "spec.providerRef", Value: null } ? violation
        : violation with
        {
            Rule = defaults.Count > 1
                ? $"names a MediaProvider; more than one has the annotation {Annotations.IsDefaultProvider}: \"true\" ({NameList.Abbreviate([.. defaults.Select(p => p.Metadata.Name!)])}), so none is filled in"
                : $"names a MediaProvider; none has the annotation {Annotations.IsDefaultProvider}: \"true\", which would make it the default",
        };
}
