using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Gateway.Problems;
using Onair.Gateway.Providers;

namespace Onair.Tests.Unit.Gateway.Providers;

public sealed class ProviderChoiceTests
{
    /// <summary>The template's provider, the providers (a <c>*</c> marks a default, a <c>-</c> one without AWS, a <c>!</c> one for other namespaces), and the chosen one.</summary>
    [Theory]
    [InlineData("", "a", "a")]
    [InlineData("", "a,b*", "b")]
    [InlineData("a", "a,b*", "a")]
    [InlineData("", "a,video-", "a")]
    [InlineData("", "a,theirs!", "a")]
    public void The_provider_is_the_named_one_or_the_default_or_the_only_one(string named, string all, string chosen) =>
        ProviderChoice.Of(ProviderNeed.Stream, "shows", named, Providers(all)).Metadata.Name.ShouldBe(chosen);

    [Theory]
    [InlineData("", "", "spec.providerRef: Required value: names a MediaProvider; none has the annotation onair.dev/is-default-provider: \"true\", which would make it the default")]
    [InlineData("", "a,b", "spec.providerRef: Required value: names a MediaProvider; there are several (a, b), and none of them is the default. An administrator can mark one, or name one in the gateway's setting StreamApi__Template")]
    [InlineData("", "a*,b*", "spec.providerRef: Required value: names a MediaProvider; more than one has the annotation onair.dev/is-default-provider: \"true\" (a, b), so none is filled in")]
    [InlineData("c", "a", "spec.providerRef.name: Invalid value: \"c\": must be a MediaProvider with spec.aws for namespace \"shows\"; the gateway's setting StreamApi__Template names it")]
    [InlineData("theirs", "theirs!", "spec.providerRef.name: Invalid value: \"theirs\": must be a MediaProvider with spec.aws for namespace \"shows\"; the gateway's setting StreamApi__Template names it")]
    public void No_provider_or_several_are_an_error_that_says_what_to_do(string named, string all, string message)
    {
        var problem = Should.Throw<ProblemException>(() => ProviderChoice.Of(ProviderNeed.Stream, "shows", named, Providers(all)));

        problem.Status.ShouldBe(422);
        problem.Message.ShouldBe(message);
    }

    private static IEnumerable<MediaProvider> Providers(string all) => all.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => new MediaProvider
    {
        Metadata = new()
        {
            Name = text.TrimEnd('*', '-', '!'),
            Annotations = text.EndsWith('*') ? new Dictionary<string, string> { [Annotations.IsDefaultProvider] = "true" } : null,
        },
        Spec = new() { Aws = text.EndsWith('-') ? null : new(), Namespaces = text.EndsWith('!') ? ["sports"] : null },
    });
}
