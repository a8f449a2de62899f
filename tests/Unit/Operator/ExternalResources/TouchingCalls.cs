using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Onair.Tests.Unit.Structure;

namespace Onair.Tests.Unit.Operator.ExternalResources;

/// <summary>The calls of the operator's source that stop, change, delete, tag or release something outside, or read a secret of it.</summary>
internal static partial class TouchingCalls
{
    private const string Proofs = "Owned";

    /// <summary>Those that no proof of ownership leads to, each as <c>folder/File.cs: Method calls Operation</c>.</summary>
    public static IReadOnlyList<string> WithoutProof(IEnumerable<(string Path, string Code)> sources)
    {
        var compilation = CSharpCompilation.Create(
            "Touching", sources.Append((Path: "Usings.cs", Code: Usings)).Select(s => CSharpSyntaxTree.ParseText(s.Code, path: s.Path)), References(),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.SyntaxTrees.SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The operator's source.</summary>
    public static IEnumerable<(string Path, string Code)> OfOperator() =>
        SourceFile.Of("operator").Select(file => (file.Path, File.ReadAllText(Path.Combine(Checkout.Root, "operator", file.Path))));

    private static IEnumerable<string> Of(SyntaxTree tree, SemanticModel model) =>
        from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        let operation = Operation(call, model)
        where operation is not null && !IsProven(call, model)
        select $"{tree.FilePath}: {call.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.Identifier.Text} calls {operation}";

    /// <summary>The operation of a call that touches; null for any other.</summary>
    private static string? Operation(InvocationExpressionSyntax call, SemanticModel model)
    {
        var info = model.GetSymbolInfo(call);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method) return null;
        if (method.ContainingType.ToDisplayString() is var type && type.StartsWith("Amazon.", StringComparison.Ordinal))
            return Aws().IsMatch(method.Name) ? $"{method.ContainingType.Name}.{method.Name}" : null;
        return type.EndsWith(".VideoServices.VideoService", StringComparison.Ordinal) && call.ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is { } action
            && Video().IsMatch(action) ? $"VideoService {action}" : null;
    }

    // A method that is given a proof, or a step with one; or a call that names one.
    private static bool IsProven(InvocationExpressionSyntax call, SemanticModel model) =>
        call.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { } method
            && method.ParameterList.Parameters.Any(p => p.Type is { } type && HasProof(model.GetTypeInfo(type).Type))
        || call.DescendantNodes().OfType<ExpressionSyntax>().Any(e => IsProof(model.GetTypeInfo(e).Type));

    private static bool HasProof(ITypeSymbol? type) => IsProof(type) || type?.GetMembers().OfType<IPropertySymbol>().Any(p => IsProof(p.Type)) == true;

    private static bool IsProof(ITypeSymbol? type) => type is INamedTypeSymbol { IsRecord: true } && type.Name.StartsWith(Proofs, StringComparison.Ordinal);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("Onair.Operator", StringComparison.Ordinal)).Select(file => MetadataReference.CreateFromFile(file));

    // Those of the project file.
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [GeneratedRegex("^(Stop|Start|Delete|Update|Modify|Untag|Tag|AddTags|RemoveTags|CreateTags|Put|Copy|Cancel|Terminate|Disassociate|Batch(Delete|Stop|Update)|Restore|Complete|Abort|GetStreamKey|BatchGetStreamKey|GetParameter|GetSecretValue|GetPreSignedURL)")]
    private static partial Regex Aws();

    [GeneratedRegex("^(action|VideoAction\\.(Cancel|Delete|Inspect)\\w*)$")]
    private static partial Regex Video();
}
