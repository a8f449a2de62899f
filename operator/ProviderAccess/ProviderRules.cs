using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.VideoActions;

namespace Onair.Operator.ProviderAccess;

/// <summary>The rules of MediaProviders under the operator's settings. They hold before anything is sent: the admission webhook may be off.</summary>
internal sealed class ProviderRules(OperatorOptions options)
{
    public IReadOnlyList<Violation> Check(MediaProvider provider) =>
        MediaProviderRules.Check(provider.Case() with { WebIdentityHosts = options.WebIdentityHosts });
}
