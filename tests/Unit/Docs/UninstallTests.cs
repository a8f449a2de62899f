using Onair.Api;

namespace Onair.Tests.Unit.Docs;

/// <summary>Nobody is told to uninstall the operator while resources need it: each of these kinds has its finalizer.</summary>
public sealed class UninstallTests
{
    [Theory]
    [InlineData("docs/install.md")]
    [InlineData("hack/down.sh")]
    public void Every_kind_that_needs_the_operator_goes_first(string file)
    {
        var kinds = string.Join(',', OnairResources.Kinds.Where(kind => kind.Scope == KindScope.WatchedNamespaces).Select(kind => kind.Plural).Order(StringComparer.Ordinal));

        File.ReadAllText(Path.Combine(Checkout.Root, file)).ShouldContain(kinds);
    }
}
