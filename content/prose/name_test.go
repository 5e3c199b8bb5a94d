package prose

import (
	"strings"
	"testing"
	"time"
)

// mentionsOf gives the names of a text as "text=kind" or "text=kind:Entity".
func mentionsOf(d *Document, anaphors bool) []string {
	var out []string
	for _, p := range d.Paragraphs {
		for _, m := range p.Mentions {
			if m.Anaphor != anaphors || m.Modifier {
				continue
			}
			out = append(out, p.Text[m.Start:m.End]+"="+string(m.Kind[0])+":"+d.Entities[m.Entity].Name)
		}
	}
	return out
}

func TestNames(t *testing.T) {
	for text, want := range map[string]string{
		`Kenyan Foreign Minister Alfred Mutua met Ghana’s envoy.`:                     `Kenyan Foreign Minister Alfred Mutua=p:Alfred Mutua; Ghana=o:Ghana`,
		`In Oslo, President Park Chung-ho thanked Oslo for its help.`:                 `Oslo=l:Oslo; President Park Chung-ho=p:Park Chung-ho; Oslo=o:Norway`,
		`Troops crossed into Chad from northern Niger on a visit.`:                    `Chad=l:Chad; northern Niger=l:Niger`,
		`The Ministry of Trade and Industry of Peru closed.`:                          `Ministry of Trade and Industry of Peru=o:Ministry of Trade and Industry of Peru`,
		`A Turkish delegation left. French troops stayed.`:                            `Turkish delegation=o:Turkish delegation; French troops=o:French troops`,
		`The government of Chile said the Chilean government would pay.`:              `government of Chile=o:Chile; Chilean government=o:Chile`,
		`The Harbor Safety Board (HSB) met. The HSB adjourned.`:                       `Harbor Safety Board=o:Harbor Safety Board; HSB=o:Harbor Safety Board; HSB=o:Harbor Safety Board`,
		`Secretary of State for Wales of the United Kingdom Ana Roy spoke.`:           `Secretary of State for Wales of the United Kingdom Ana Roy=p:Ana Roy`,
		`Head of the Office of the President Olena Bondar spoke.`:                     `Head of the Office of the President Olena Bondar=p:Olena Bondar`,
		`Li Wenbo of the Nanhai Daily News flew to Hanoi, Vietnam.`:                   `Li Wenbo=p:Li Wenbo; Nanhai Daily News=o:Nanhai Daily News; Hanoi, Vietnam=l:Hanoi`,
		`Prime minister Luis de la Vega saw spokesman Omar al-Hadi.`:                  `Luis de la Vega=p:Luis de la Vega; Omar al-Hadi=p:Omar al-Hadi`,
		`They may march on. The Hague waits, and we in the US know it.`:               `The Hague=o:Netherlands; US=l:United States`,
		`Gen. Richard “Tex” Moran commands the 3rd Armored Brigade.`:                  `Gen. Richard “Tex” Moran=p:Richard Tex Moran; 3rd Armored Brigade=o:3rd Armored Brigade`,
		`U.S.-led forces and Kurdish fighters fought near the city of Kobani.`:        `U.S.-led forces=o:U.S.-led forces; Kurdish fighters=o:Kurdish fighters; city of Kobani=l:Kobani`,
		`On Monday, NATO and the EU met the U.N. Security Council in New York.`:       `NATO=o:NATO; EU=o:European Union; U.N. Security Council=o:U.N. Security Council; New York=l:New York`,
		`“Moscow’s ships left,” Anna Berg said in Moscow.`:                            `Moscow=o:Russia; Anna Berg=p:Anna Berg; Moscow=l:Moscow`,
		`Relations between Beijing and Tokyo soured after a visit to Beijing.`:        `Beijing=o:China; Tokyo=o:Japan; Beijing=l:Beijing`,
		`Yesterday the weather was fine. Nobody noticed. However, rain came.`:         ``,
		`Berg won. Her rival, Ingrid Berg, congratulated the Royal Racing Society.`:   `Berg=p:Ingrid Berg; Ingrid Berg=p:Ingrid Berg; Royal Racing Society=o:Royal Racing Society`,
		`The Geneva Conventions apply in the Korean War museum of Seoul’s old town.`:  `museum of Seoul=l:Seoul`,
		`The Italian economy minister, Carla Riva, resigned; Riva had been ill.`:      `Carla Riva=p:Carla Riva; Riva=p:Carla Riva`,
		`Iran’s parliament and Yun’s office agreed, said Kang Yun-ho, a judge.`:       `Iran’s parliament=o:Iran's parliament; Yun’s office=o:Yun's office; Kang Yun-ho=p:Kang Yun-ho`,
		`Write to @PressDesk about the English-language edition and item 155mm.`:      ``,
		`LYON (AFP) — The Office of the Inspector General met Dubai’s envoy.`:         `LYON=l:Lyon; AFP=o:Agence France-Presse; Office of the Inspector General=o:Office of the Inspector General; Dubai=l:Dubai`,
		`TRIPOLI, Libya (AP) — Fighters left the Sabha camp, the Red Crescent said.`:  `TRIPOLI, Libya=l:Tripoli; AP=o:Associated Press; Sabha camp=l:Sabha camp; Red Crescent=o:Red Crescent`,
		`Gen. Ada Holm, commander of the Northern Fleet, spoke.`:                      `Gen. Ada Holm=p:Ada Holm; commander of the Northern Fleet=p:Ada Holm; Northern Fleet=o:Northern Fleet`,
		`The CEO of Vestrel Group, Ana Roy, left.`:                                    `CEO of Vestrel Group=p:Ana Roy; Ana Roy=p:Ana Roy`,
		`QUITO - The Interior Ministry's Border Service saw senior Libyan officials.`: `QUITO=l:Quito; Interior Ministry's Border Service=o:Border Service; Interior Ministry=o:Interior Ministry; senior Libyan officials=o:senior Libyan officials`,
		`The Secretary of State and Greenpeace Brazil met near Mazatlán, in Sinaloa.`: `Secretary of State=p:Secretary of State; Greenpeace Brazil=o:Greenpeace Brazil; Mazatlán=l:Mazatlán; Sinaloa=l:Sinaloa`,
		`The frigate Ocean Star sailed from Gao and Zanzal, a rebel-held town.`:       `Gao=l:Gao; Zanzal=l:Zanzal`,
		`The 3rd Battalion, 75th Infantry Regiment left the Nur Shams camp.`:          `3rd Battalion, 75th Infantry Regiment=o:3rd Battalion, 75th Infantry Regiment; Nur Shams camp=l:Nur Shams camp`,
	} {
		got := strings.Join(mentionsOf(Analyze(articleOf(text, "2025-03-05"), time.Time{}), false), "; ")
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestPersons(t *testing.T) {
	text := "Zhao agreed at once. Chinese Foreign Minister Zhao Lihua met Gen. Ahmed al-Rashid, the Iraqi defense minister, and Ana María de la Cruz of Spain's government."
	d := Analyze(articleOf(text, ""), time.Time{})
	type person struct{ name, short, office, country string }
	var got []person
	for _, e := range d.Entities {
		if e.Kind == Person {
			got = append(got, person{e.Name, e.Short, e.Office, e.Country})
		}
	}
	want := []person{
		{"Zhao Lihua", "Zhao", "Chinese Foreign Minister", "CN"},
		{"Ahmed al-Rashid", "al-Rashid", "Iraqi defense minister", "IQ"},
		{"Ana María de la Cruz", "de la Cruz", "", ""},
	}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestAnaphors(t *testing.T) {
	for text, want := range map[string]string{
		`Ana Roy met Ali Hassan. She thanked him. He smiled.`:                                                                 `She=p:Ana Roy; him=p:Ali Hassan; He=p:Ali Hassan`,
		`Polish Prime Minister Jan Zielski met Czech President Petr Mach. The two signed a treaty. The president left.`:       `The two=p:Jan Zielski; The two=p:Petr Mach; The president=p:Petr Mach`,
		`Danish Foreign Minister Lars Holm met Peru's Foreign Minister Rosa Vidal. The two sides agreed in Peru and Denmark.`: `The two sides=o:Denmark; The two sides=o:Peru`,
		`A Cuban delegation arrived. The delegation saw the port.`:                                                            `The delegation=o:Cuban delegation`,
		`It rained. They left. The minister was not there.`:                                                                   ``,
		`“I am sure we will win,” said Irish Finance Minister Sean Daly. Ireland waits.`:                                      `I=p:Sean Daly; we=o:Ireland`,
		`President of Malta Carmen Vella spoke. The Head of State was brief.`:                                                 `Head of State=p:Carmen Vella`,
	} {
		got := strings.Join(mentionsOf(Analyze(articleOf(text, "2025-03-05"), time.Time{}), true), "; ")
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
