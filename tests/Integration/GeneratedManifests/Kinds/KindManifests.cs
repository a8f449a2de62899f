using System.Text.Json.Nodes;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

/// <summary>What is particular to the generated manifests of a kind. A new kind's class in this folder is found by itself.</summary>
internal abstract class KindManifests
{
    private static readonly Dictionary<string, KindManifests> All = typeof(KindManifests).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(KindManifests))).Select(type => (KindManifests)Activator.CreateInstance(type)!).ToDictionary(kind => kind.Kind);

    /// <summary>The kind, e.g. <c>LiveStream</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether most manifests are to name a provider that there is.</summary>
    public virtual bool NamesProvider => false;

    public static KindManifests Of(JsonObject manifest) => Of((string?)manifest["kind"] ?? "");

    public static KindManifests Of(string kind) => All.GetValueOrDefault(kind) ?? throw new NotSupportedException($"{kind} needs a {nameof(KindManifests)} beside this one.");

    /// <summary>What the rules say of a manifest as it stands.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="stored">What is stored when it is applied; null when nothing is.</param>
    /// <param name="providers">The MediaProviders that there are.</param>
    public abstract IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers);

    /// <summary>Repairs once what does not get better by taking it out.</summary>
    public virtual void Prepare(JsonObject manifest, IReadOnlyList<MediaProvider> providers)
    {
    }

    /// <summary>The same, before each look at the rules.</summary>
    public virtual void Mend(JsonObject spec)
    {
    }

    /// <summary>The provider that <c>spec.providerRef</c> names; null when there is none.</summary>
    public static MediaProvider? ProviderOf(JsonObject manifest, IReadOnlyList<MediaProvider> providers) =>
        providers.FirstOrDefault(p => p.Metadata.Name == (string?)manifest["spec"]!["providerRef"]?["name"]);
}
