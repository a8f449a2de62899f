using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.IvsChannels;

/// <summary>The rules of an IvsChannel that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class IvsChannelRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<IvsChannelCase>> Table { get; } =
    [
        new("spec.providerRef.name", "Immutable once something was created in AWS.", ImmutableProvider),
        new("spec.providerRef.name", "Must be a MediaProvider with spec.aws.", HasAws),
        new("spec.providerRef.name", ProviderNamespaces.Rule,
            c => ProviderNamespaces.Check(c.Provider, c.Channel.Metadata.NamespaceProperty, "spec.providerRef.name", c.Channel.Spec.ProviderRef.Name)),
        new("metadata.annotations[onair.dev/adopt]", "Must be a JSON object of strings whose names are channelArn and recordingConfigurationArn.", AdoptedArns.WellFormed),
    ];

    /// <summary>Returns all violations; empty when the channel is valid.</summary>
    public static IReadOnlyList<Violation> Check(IvsChannelCase channel) => [.. Table.SelectMany(rule => rule.Check(channel))];

    private static IEnumerable<Violation> ImmutableProvider(IvsChannelCase channel)
    {
        if (channel.Channel is { Recorded.Resources.Provider: { } recorded, Spec.ProviderRef.Name: var declared } && recorded != declared)
            yield return new("spec.providerRef.name", declared, $"is immutable: the resources in AWS were created with MediaProvider \"{recorded}\"");
    }

    private static IEnumerable<Violation> HasAws(IvsChannelCase channel)
    {
        if (channel is { Provider: { Aws: null }, Channel.Spec.ProviderRef.Name: var name })
            yield return new("spec.providerRef.name", name, "must be a MediaProvider with spec.aws");
    }
}
