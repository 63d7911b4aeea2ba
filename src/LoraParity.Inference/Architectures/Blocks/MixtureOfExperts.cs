using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>
/// Sends each row to a few experts and adds what they say, weighted. The weighted outputs of a row are summed in fp32, the most
/// likely expert first, and rounded once (<c>transformers/integrations/moe.py</c>, <c>grouped_mm_experts_forward</c>).
/// </summary>
/// <param name="router">Says how likely each expert is.</param>
/// <param name="experts">The experts.</param>
/// <param name="routing">How many are asked, and how they are weighted.</param>
/// <param name="activation">The experts' activation.</param>
public sealed class MixtureOfExperts(RouterModule router, ExpertsModule experts, ExpertRouting routing, Activation activation) : ILayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [router, experts];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass, Tensor hidden)
    {
        var routes = Routes(pass, hidden);
        var outputs = new float[routes.Length * hidden.Columns];
        foreach (var asked in routes.GroupBy(route => route.Expert))
            Ask(pass, hidden, asked.Key, [.. asked], outputs);
        return Combine(pass, routes, outputs, hidden.Columns);
    }

    /// <summary>For each row its experts, the most likely first.</summary>
    private Route[] Routes(IForwardPass pass, Tensor hidden)
    {
        var logits = pass.Ops.Convert(pass.Product(router, router.Weight, hidden), Precision.Fp32);
        var shares = pass.Ops.Softmax(logits);
        var routes = new Route[shares.Rows * routing.PerToken];
        var row = new float[shares.Columns];
        for (var i = 0; i < shares.Rows; i++)
        {
            pass.Ops.Read(shares, i, 1, row);
            var chosen = TopK.Of(row, routing.PerToken);
            var divisor = routing.Normalises ? chosen.Aggregate(0f, (sum, expert) => sum + row[expert]) : 1f;
            for (var rank = 0; rank < chosen.Length; rank++)
            {
                var slot = i * routing.PerToken + rank;
                var weight = row[chosen[rank]] / divisor;
                routes[slot] = new Route(slot, i, chosen[rank], routing.Rounds ? Rounding.Round(weight, pass.Compute) : weight);
            }
        }

        return routes;
    }

    /// <summary>Runs one expert on its rows and puts what it says into their slots.</summary>
    private void Ask(IForwardPass pass, Tensor hidden, int expert, Route[] routes, float[] outputs)
    {
        var x = pass.Ops.Rows(hidden, [.. routes.Select(route => route.Row)]);
        var both = pass.Product(experts, experts.GateUp[expert], x);
        var width = both.Columns / 2;
        var gated = pass.Ops.Activate(pass.Ops.Columns(both, 0, width), activation);
        var said = pass.Product(experts, experts.Down[expert], pass.Ops.Multiply(gated, pass.Ops.Columns(both, width, width)));
        for (var i = 0; i < routes.Length; i++)
            pass.Ops.Read(said, i, 1, outputs.AsSpan(routes[i].Slot * said.Columns, said.Columns));
    }

    private Tensor Combine(IForwardPass pass, Route[] routes, float[] outputs, int columns)
    {
        var rows = routes.Length / routing.PerToken;
        var sums = new float[rows * columns];
        foreach (var route in routes)
        {
            var weighted = outputs.AsSpan(route.Slot * columns, columns);
            foreach (ref var value in weighted)
                value *= route.Weight;
            if (routing.Rounds)
                Rounding.Round(weighted, weighted, pass.Compute);
            var sum = sums.AsSpan(route.Row * columns, columns);
            for (var i = 0; i < columns; i++)
                sum[i] += weighted[i];
        }

        return pass.Ops.Create(sums, rows, columns, pass.Compute);
    }
}
