using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Onair.Tests.Unit;

/// <summary>
/// <c>$"{meta.Namespace}"</c> compiles where Namespace is an extension method, and reads "System.Func`1[System.String]": KubernetesClient's models
/// have such methods (k8s.Models.ModelExtensions). No text of ours is made of a method.
/// </summary>
public sealed class MethodAsTextTests
{
    private const string Own = "Onair.Tests.Unit.dll";

    public static TheoryData<string> Assemblies =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, "Onair.*.dll").Select(f => Path.GetFileName(f)).Where(name => name != Own)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_text_is_made_of_a_method(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly)));
        var metadata = file.GetMetadataReader();

        Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.MethodSpec))
            .Select(row => metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)))
            .Where(method => method.Method.Kind == HandleKind.MemberReference && IsAppend(metadata, (MemberReferenceHandle)method.Method))
            .Select(method => GenericArgument(metadata, method))
            .Where(type => type.StartsWith("Func`", StringComparison.Ordinal) || type.StartsWith("Action`", StringComparison.Ordinal))
            .ShouldBeEmpty($"{assembly} puts a method into an interpolated text where its result was meant");
    }

    [Fact]
    public void A_method_in_a_text_is_found()
    {
        Func<string> method = Checkout.Root.ToString;
        $"{method}".ShouldStartWith("System.Func");

        Should.Throw<ShouldAssertException>(() => No_text_is_made_of_a_method(Own));
    }

    private static bool IsAppend(MetadataReader metadata, MemberReferenceHandle method) =>
        metadata.StringComparer.Equals(metadata.GetMemberReference(method).Name, "AppendFormatted");

    // ECMA-335 II.23.2.15: GENRICINST, the number of arguments, and here a generic class: GENERICINST CLASS token.
    private static string GenericArgument(MetadataReader metadata, MethodSpecification method)
    {
        var signature = metadata.GetBlobReader(method.Signature);
        signature.ReadByte();
        if (signature.ReadCompressedInteger() != 1 || signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return "";
        signature.ReadSignatureTypeCode();
        return signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) : "";
    }
}
